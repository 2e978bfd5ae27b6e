"""Which items are no articles of the archive, and why."""

import datetime

from archivist.reader_api.found import Wishes
from archivist.readers.wordpress.export_entries import Entry
from archivist.readers.wordpress.pieces import words
from archivist.readers.wordpress.survey import ARTICLES, Survey

_OF_PROGRAMS = words("""
    attachment nav_menu_item revision wp_block wp_global_styles wp_navigation wp_template wp_template_part
    wp_font_family wp_font_face custom_css customize_changeset oembed_cache user_request guest-author
    acf acf-field acf-field-group acf-post-type acf-taxonomy wpcf7_contact_form elementor_library et_pb_layout
    polylang_mo jp_pay_order jp_pay_product feedback shop_order shop_coupon scheduled-action
""")
_DRAFTS = {"draft": "it is a draft", "pending": "it is pending review"}


def reason_to_leave_out(item: Entry, day: datetime.date | None, wishes: Wishes) -> tuple[str, str]:
    """Why an item is left out, and what to do if it should not be; both "" if it is an article."""
    status = item.fields.get("wp:status", "").strip() or "publish"
    if status in _DRAFTS:
        return ("", "") if wishes.drafts else (_DRAFTS[status], "To bring drafts, add --drafts.")
    if status == "private":
        return "it is private", "Publish it, then export again."
    if item.fields.get("wp:post_password", "").strip():
        return "it is password-protected", "Remove the password, then export again."
    if status == "future" or (wishes.today and day and day > wishes.today):
        return f"it is scheduled for {day or 'later'}", "Import again when it is published."
    if status != "publish":
        return f"its status is {status[:60]!r}, not `publish`", "Publish it, then export again."
    return "", ""


def other_types(survey: Survey) -> tuple[str, str]:
    """The post types that are not articles, with how many there are: those of programs, and those of the site's own."""
    others = {name: count for name, count in sorted(survey.types.items()) if name not in ARTICLES}
    programs = ", ".join(f"{name} ×{count}" for name, count in others.items() if name in _OF_PROGRAMS)
    own = ", ".join(f"{name} ×{count}" for name, count in others.items() if name not in _OF_PROGRAMS)
    return programs, own
