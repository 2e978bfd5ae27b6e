"""The names of shortcodes of WordPress and of its common plug-ins, by what they stand for."""

from archivist.importers.wordpress.pieces import words

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
# Forms to fill in and advertisements are no part of an article.
FORMS = words("""
    contact-form contact-form-7 contact-field wpforms gravityform gravityforms ninja_form ninja_forms formidable
    mc4wp_form mailpoet_form newsletter newsletter_form caldera_form forminator_form fluentform hf_form
    adrotate ad ads the_ad the_ad_group ad_inserter adinserter quads sharethis addtoany ssba simple-social-share
    jetpack_subscription_form subscribe2
""")
INLINE = frozenset({"highlight", "su_highlight", "su_label", "su_tooltip", "fusion_highlight", "tooltip", "lead"})
QUOTES = frozenset({"blockquote", "quote", "pullquote", "su_quote", "su_pullquote", "pull_quote"})
IMAGES = frozenset({"et_pb_image", "et_pb_fullwidth_image", "fusion_imageframe", "av_image", "image", "img"})
BUTTONS = frozenset({"su_button", "button", "vc_btn", "et_pb_button", "fusion_button"})
PLAYERS = words("""
    youtube vimeo tweet embedyt soundcloud dailymotion instagram googlemaps spotify ted arve
    su_youtube su_vimeo vc_video et_pb_video fusion_youtube su_video
""")
BY_NAME_ALONE = words("youtube vimeo tweet embedyt soundcloud googlemaps")  # [vimeo 12345]
# SyntaxHighlighter, WordPress.com, Crayon.
CODE = words("code sourcecode source_code php python bash shell css html xml js javascript java sql ruby perl cpp")
ENCODED = frozenset({"vc_raw_html", "vc_raw_js", "fusion_code"})
