"""The names of shortcodes of WordPress and of its common plug-ins, by what they stand for."""

from archivist.readers.wordpress.pieces import words

FOOTNOTES = frozenset({"footnote", "fn", "ref", "efn_note", "mfn", "modern_footnote", "efn", "footnotes_note"})
NOTE_LISTS = frozenset({"footnotes", "efn_reflist", "mfn_list", "footnote_list", "footnotes_list", "footnotes_tooltip"})
PAGE_BUILDERS = ("vc_", "et_pb_", "fusion_", "av_", "su_", "x_", "cs_", "wpb_", "mk_", "nectar_", "tatsu_", "themify_")
LAYOUT = words("""
    row row_inner column column_inner columns col container section one_half one_third one_fourth two_third two_thirds
    three_fourth one_half_last one_third_last two_third_last one_fourth_last three_fourth_last one half third
    tabs tab tabgroup accordion accordions accordion_item toggle toggles spoiler box highlight tooltip lead intro
    center align text_block note wrapper content_block
""")
CONTENTS = words("toc table_of_contents ez-toc")
ORNAMENTS = CONTENTS | words("""
    vc_empty_space vc_separator su_spacer su_divider et_pb_divider fusion_separator divider spacer clear hr separator
    nextpage more
""")
# Forms to fill in and advertisements are not part of an article.
FORMS = words("""
    contact-form contact-form-7 contact-field wpforms gravityform gravityforms ninja_form ninja_forms formidable
    mc4wp_form mailpoet_form newsletter newsletter_form caldera_form forminator_form fluentform hf_form
    adrotate ad ads the_ad the_ad_group ad_inserter adinserter quads sharethis addtoany ssba simple-social-share
    jetpack_subscription_form subscribe2 subscribe2_form mc4wp-form mailpoet wpforms_selector everest_form
    happyforms contact_form contact-form-to-email wpuf_form gravityforms_form ultimatemember login_form register_form
    wppb-login wppb-register edd_register edd_login adsense google_ads sam_ad pro_ad_display_adzone bsa_pro_ad_space
    donation_form give_form give_donation_form paypal_donation_block wpedon accept_donation stripe_form poll yop_poll
    wp_poll totalpoll wpsp quiz qsm wp_quiz reviews_form site_reviews_form wpdiscuz comment_form
""")
# What plug-ins show below or beside every article: other articles, buttons to share and to like, lists of the site,
# sliders, shops.
FURNITURE = words("""
    yarpp related_posts related-posts relatedposts jetpack-related-posts contextual-related-posts crp
    manual_related_posts wp_related_posts rp4wp custom-related-posts related_posts_by_tax similar_posts
    similar-posts baw_related_posts shareaholic share sharify social_share social-share social_warfare mashshare
    easy-social-share easy-share sharing_plus socialsharing wp_social_sharing heateor_sss heateor-sc-sharing
    apss_share apss-share oss_social addthis addtoany_share simplesocialbuttons dpsp_share hupso
    supsystic-social-sharing juiz_sps wpsr_share_icons wp_ulike wp_ulike_counter ratings wp_postratings
    kkstarratings kkratings rate_my_post ratemypost post_views views post-views wprm_rating thumbs-rating-buttons
    likebtn zilla_likes rev_slider revslider layerslider metaslider smartslider3 soliloquy slider slide-anything
    masterslider nivoslider sp_slider cycloneslider crellyslider promoslider easingsliderlite huge_it_slider
    wonderplugin_slider woocommerce_cart woocommerce_checkout woocommerce_my_account woocommerce_order_tracking
    products product product_category product_categories recent_products featured_products sale_products
    best_selling_products add_to_cart add_to_cart_url edd_downloads purchase_link download_checkout instagram-feed
    custom-facebook-feed custom-twitter-feeds youtube-feed twitter-feed ajax_load_more catlist recent_posts
    recent-posts display-posts post_grid the-post-grid wp_popular wpp wpv-view archives wp_archives sitemap
    wp_sitemap_page simple-sitemap search searchform wpdreams_ajaxsearchlite breadcrumb wpseo_breadcrumb
    rank_math_breadcrumb print-me print_link wp_print pdf-button dkpdf-button printfriendly author_box
    simple-author-box molongui_author_box userpro popup modula_popup cookie_audit cookies_revoke
    polylang_langswitcher wpml_language_switcher wpml_language_selector_widget language-switcher google-translator
    gtranslate login register
""")
INLINE = frozenset({"highlight", "su_highlight", "su_label", "su_tooltip", "fusion_highlight", "tooltip", "lead"})
QUOTES = frozenset({"blockquote", "quote", "pullquote", "su_quote", "su_pullquote", "pull_quote"})
IMAGES = frozenset({"et_pb_image", "et_pb_fullwidth_image", "fusion_imageframe", "av_image", "image", "img"})
BUTTONS = frozenset({"su_button", "button", "vc_btn", "et_pb_button", "fusion_button"})
PLAYERS = words("""
    powerpress podcast_player podcast podlove-episode-web-player podlove-web-player ssp_player
    seriously-simple-podcasting smart_track_player spp spp-player buzzsprout libsyn fusebox_track_player
    simple-audio-player sc_embed_player zoomsounds_player hana-flv-player flowplayer jwplayer jwp videojs
    video_player fvplayer presto_player wpvideo evp_embed_video mixcloud bandcamp spreaker anchor wistia rumble
    twitch slideshare scribd issuu pdf-embedder pdfviewer pdf gview embeddoc document googledrive tiktok facebook
    reddit gist kaltura-widget brightcove youtube vimeo tweet embedyt soundcloud dailymotion instagram googlemaps
    spotify ted arve su_youtube su_vimeo vc_video et_pb_video fusion_youtube su_video
""")
OWN_PLAYERS = words("""
    powerpress podcast_player podlove-episode-web-player podlove-web-player ssp_player smart_track_player
    spp-player fusebox_track_player simple-audio-player audio video
""")
BY_NAME_ALONE = words("youtube vimeo tweet embedyt soundcloud googlemaps")  # [vimeo 12345]
# SyntaxHighlighter, WordPress.com, Crayon.
CODE = words("code sourcecode source_code php python bash shell css html xml js javascript java sql ruby perl cpp")
ENCODED = frozenset({"vc_raw_html", "vc_raw_js", "fusion_code"})
