"""Problems and hints: what a person has to mend, as a code and values with a place.

A problem holds no sentence. Its English words stand once, in ``WORDING`` below; they are the
msgids of the catalogues in ``theme/locale``, and ``words.Words.say`` puts a problem into the
language of the person who reads it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from .folding import fold

ERROR: Final = "error"
HINT: Final = "hint"


class Place(Struct, frozen=True, order=True):
    """Where something stands: a path relative to the site, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Problem(Struct, frozen=True, order=True):
    """One thing found at one place; ``values`` fill the sentence that belongs to ``code``."""

    place: Place
    code: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> str:
        """``error`` stops the build, ``hint`` never does."""
        return HINT if self.code in HINTS else ERROR

    @classmethod
    def at(cls, place: Place, code: str, **values: str) -> Problem:
        """Make a problem; ``code`` must be one of ``WORDING`` (KeyError otherwise)."""
        WORDING[code]
        return cls(place, code, tuple(sorted(values.items())))


class Problems(Exception):
    """Raised where a single value cannot be read; carries the problems found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like ``word`` in any spelling, or an empty string when none is near."""
    names = {fold(one): one for one in sorted(known)}
    matches = difflib.get_close_matches(fold(word), names, n=1, cutoff=0.6)
    return names[matches[0]] if matches else ""


# A value named `suggestion` is not part of these sentences: when it is not empty,
# "Did you mean …?" follows the sentence. Every sentence says what was found, then what to write.
WORDING: Final[dict[str, str]] = {
    # files
    "not_utf8": "The file is not in UTF-8; open it in an editor, choose “Save with encoding: UTF-8” and save it again.",
    "byte_order_mark": "The file starts with an invisible byte order mark (BOM); save it as “UTF-8”, not as “UTF-8 with BOM”.",
    "control_character": "There is an invisible control character ({found}) here; delete it and type the text again.",
    "file_too_large": "The file has {found} bytes; {limit} is the most. Shorten it, or put long material into a document.",
    "link_on_disk": "This is a link to another file or folder; put the file itself here.",
    "bad_name_on_disk": "The name of this file or folder is not in UTF-8; rename it with plain letters, for example as in {example}.",
    "stray_file": "Nothing of the site belongs here. Put a page into a folder of its own, for example {example}.",
    "unknown_kind": "“{found}” is not a kind of content. Use one of: {known}.",
    "bad_id": "“{found}” cannot be an id; use small letters a–z, digits and hyphens, with at least one letter, for example {example}.",
    "reserved_id": "The id “{found}” is reserved; choose another one, for example {example}.",
    "unknown_language": "The site has no language “{found}”; end the file name with one of: {known}, for example {example}, or add “{found}” to “languages” in content/coalition.yaml. A file of a language that the site gave up can be deleted.",
    "missing_coalition": "The file content/coalition.yaml is missing; every site needs it, with a first line such as “name: Valea Jiului Implicată”.",
    "missing_list": "The file {found} is missing; make it, empty if there is nothing to list yet.",
    # front matter and YAML
    "no_front_matter": "The file does not start with a line of three hyphens; begin with “---”, then the fields, for example “{example}”, then “---” again.",
    "front_matter_open": "The front matter is not closed; put a line “---” after the last field.",
    "front_matter_large": "The front matter has {found} bytes; {limit} is the most. Move long text below the second “---”.",
    "bad_yaml": 'This cannot be read as YAML ({found}); put a text that contains “: ” or begins with a sign into quotes, for example title: "Open day: come and see".',
    "yaml_tab": "There is a tab at the start of this line; use spaces instead, two for each step.",
    "yaml_alias": "“{found}” is a YAML anchor or alias, which is not used here; write the text out.",
    "yaml_tag": "“{found}” is a YAML tag, which is not used here; write the plain value.",
    "yaml_several": "A second YAML document starts here; keep one, and delete this “---”.",
    "nested_too_deep": "This is nested more than {limit} levels deep; write it flatter.",
    "duplicate_key": "The field “{field}” is here a second time (first on line {first}); keep one of the two.",
    "key_alone": '“{found}” stands here by itself, after a comma or a bracket; put a text with commas into quotes, for example rule: "FREQ=WEEKLY;BYDAY=TH,MO".',
    "not_rewritten": "A program cannot write into this front matter and leave all else in it as it is; write each field on a line of its own, for example “{example}”, and give the command again.",
    "not_fields": "Here fields are expected, one on each line, for example “{example}”.",
    # fields
    "unknown_field": "There is no field “{field}” in this kind of file; remove the line or use a known field.",
    "pelican_field": "“{field}” is a field of Pelican; here it is called “{ours}”.",
    "missing_field": "The field “{field}” is missing; add a line, for example “{example}”.",
    "wrong_type": "“{field}” holds {is}, but it needs {wanted}; for example {example}.",
    "empty_text": "“{field}” is empty; write the text or remove the line.",
    "one_line": "“{field}” must fit on one line; put long text below the front matter.",
    "too_long": "“{field}” has {found} characters; {limit} is the most.",
    "bad_choice": "“{found}” is not possible for “{field}”; use one of: {known}.",
    "bad_flag": "“{found}” in “{field}” is neither yes nor no; write true or false.",
    "bad_number": "“{found}” in “{field}” is not a number; write digits only, for example {example}.",
    "bad_date": "“{found}” in “{field}” is not a date; write year-month-day, for example {example}.",
    "impossible_date": "“{found}” in “{field}” is not in the calendar; check day and month, and write for example {example}.",
    "bad_time": "“{found}” in “{field}” is not a time of day; write hours and minutes after the date, for example {example}.",
    "bad_zone": "“{found}” in “{field}” is not a time zone; write its IANA name, for example Europe/Bucharest.",
    "bad_address": "“{found}” in “{field}” is not a web address; write it in full, for example https://www.example.org/.",
    "bad_email": "“{found}” in “{field}” is not an e-mail address; write for example office@example.org.",
    "bad_phone": "“{found}” in “{field}” is not a telephone number; write it with the country, for example +40 254 000 000.",
    "bad_name": "“{found}” in “{field}” is not a name of this kind; use small letters a–z, digits and hyphens, for example {example}.",
    "bad_slug": "“{found}” in “{field}” cannot be part of an address; use letters, digits and hyphens, with at least one letter, for example {example}.",
    "bad_alias": "“{found}” in “{field}” is not an old address of this site; write the path only, for example /news/launch/.",
    "bad_file_name": "“{found}” in “{field}” is not a file beside this text; write its name only, for example poster.jpg.",
    "bad_reference": "“{found}” in “{field}” does not name an item; write kind/id, for example event/open-day.",
    "bad_language": "“{found}” in “{field}” is not a language code; write for example ro or en.",
    "bad_domain": "“{found}” in “{field}” is not a domain name; write for example coalition.example.org.",
    "bad_colour": '“{found}” in “{field}” is not a colour that can be used here; write # and six digits or letters a–f in quotation marks, for example "#1f5f8b".',
    "bad_section": "“{found}” in “{field}” cannot be a word of an address here; use small letters a–z and hyphens, another word for each kind, and no language code.",
    "bad_rule": "“{found}” in “{field}” is not a recurrence rule that can be used here; write for example FREQ=WEEKLY;BYDAY=TH.",
    "rule_without_day": "The rule “{found}” gives no day from the start ({start}) to the last day; write one that fits the start, for example {example}.",
    "until_in_rule": "“{found}” in “{field}” has its end in it (UNTIL); take it out, and write the last day below, for example “until: {example}”.",
    "endless_rule": "“{field}” has no end; add until (the last day) or confirmed_until (a date up to which you are sure).",
    "too_many_occurrences": "“{field}” gives {limit} dates or more; add an earlier until, or write several events.",
    "two_ends": "“{field}” has two ends, COUNT in the rule and a last day; keep one of them.",
    "repeat_without_rule": "“{field}” has neither a rule nor extra days; add for example “rule: FREQ=WEEKLY;BYDAY=TH”, or remove it.",
    "repeat_without_day": "This repeats, but its start ({start}) is not a day; write the first day, for example {example}.",
    "no_day_left": "The exceptions take out every day of this event; keep one day, or write “status: cancelled” instead.",
    "extra_twice": "“{found}” in “{field}” is a day of this event already; remove it, or write another day.",
    "hour_in_all_day": "“{found}” in “{field}” has an hour, but the start of the event has none; write only the day here, or an hour in “start”, too.",
    "no_such_hour": "“{found}” in “{field}” is an hour that the clocks skip in {zone}; write for example {example}.",
    "repeated_group": "“{found}” is here a second time in “{field}”; make the two differ, so that translations can tell them apart.",
    "not_an_occurrence": "“{found}” in “{field}” is not a day on which this event takes place; use one of its days, for example {example}.",
    # across fields of one file
    "end_before_start": "The end ({end}) is before the start ({start}); correct one of them.",
    "event_too_long": "From {start} to {end} are more than {limit} days; correct the dates, or write a project instead.",
    "end_less_precise": "Start ({start}) and end ({end}) are not given to the same precision; write both as dates, or both with a time.",
    "deadline_before_opening": "The deadline ({deadline}) is before the opening ({opens}); correct one of them.",
    "planned_with_dates": "“planned” is for a call without dates, but here is “{found}”, too; remove one of the two lines.",
    "closes_before_opening": "Registration closes ({closes}) before it opens ({opens}); correct one of them.",
    "updated_alone": "“updated” needs “published” beside it, the day on which this appeared; add for example “published: {example}”.",
    "image_without_file": "There is “{field}” but no image; add the line “image: poster.jpg” or remove this one.",
    # across files
    "unknown_item": "There is no {kind} “{found}”; use an id that exists, or add it first.",
    "duplicate_id": "The {kind} id “{found}” is used a second time (first in {first}); rename one of the two folders.",
    "shared_id": "The id “{found}” belongs to a member and to an organisation; keep it in one place only.",
    "same_address": "This would stand at the same address as {first} ({address}); change the slug or the alias of one of them.",
    "place_in_place": "“{found}” lies in a town itself; write the id of that town: {example}.",
    "page_below_itself": "This page would stand below itself (“parent: {found}”); choose another parent, or remove the line.",
    "reserved_address": "“{found}” is an address that the site itself uses; choose another one, for example {example}.",
    "translation_without_original": "This is a translation, but its original ({expected}) is missing; add it, or write “original: true” here.",
    "two_originals": "Two files say that they are the original (the other is {first}); keep “original: true” in one.",
    "translation_with_facts": "“{field}” is a fact and belongs in the original ({original}) only; remove it here.",
    "translation_of_nothing": "“{found}” in “{field}” is not in the original; use one of: {known}.",
    "empty_original": "This original has no text at all; write the page, or delete the file.",
    "empty_text_below": "There is no text below the front matter; a {kind} needs one.",
    "broken_link": "The link “{found}” leads nowhere; write the path from this file to the other, for example {example}.",
    "broken_fragment": "The link “{found}” leads to a heading that is not there; use one of the headings of that page.",
    "site_address_link": "The link “{found}” is an address of the site; write the path to the file instead, for example {example}, so that it works in every language.",
    "pelican_link": "The link “{found}” is written as for Pelican; write the path from this file to the other, for example {example}.",
    "bad_link": "The link “{found}” cannot be used; write a web address (https://…), an e-mail address (mailto:…) or a path to a file.",
    "missing_picture": "The picture “{found}” is not there; put the file beside this text and write its name, for example poster.jpg.",
    "missing_file": "The file “{found}” is not there, or of a kind that is not published; put it beside this text and write its name, for example report.pdf.",
    "foreign_picture": "The picture “{found}” is on another site; save it beside this text and write its name, for example poster.jpg.",
    "bad_picture": "The picture “{found}” cannot be opened; save it again as JPEG, PNG, WebP or GIF.",
    "picture_large": "The picture “{found}” has {size}; {limit} is the most. Save a smaller copy.",
    "bad_download": "The file “{found}” is of a kind that is not published; use one of: {known}.",
    "coming_event_without_place": "This event is still to come, but it has neither a place nor an online address; add for example “place: petrosani”.",
    "coming_event_without_organiser": "This event is still to come, but nobody organises it; add for example “organisers: [{example}]”.",
    "former_member_organises": "“{found}” left the coalition on {left}, before this event; name another organiser, or list it as a partner.",
    "opening_call_without_deadline": "This call opens after today, but it has no deadline; add “deadline: {example}”, or “standing: true” if it has none.",
    "text_too_large": "The text has {found} bytes; {limit} is the most. Shorten it, or put long material into a document.",
    "html_too_large": "The text makes a page of {found} bytes; {limit} is the most. Shorten it.",
    "funding_not_shown": "“{funder}” demands that its {field} stands with this project, but there is none; add to content/funders.yaml, below “{funder}:”, for example “{example}”.",
    # in a table that is taken back
    "sheet_not_text": "The table cannot be read as text; save it as “CSV UTF-8” and give the command again.",
    "sheet_too_large": "The table has more than {limit} bytes; save it once more with the rows and columns of the plan’s table, and nothing else.",
    "sheet_broken": "The table breaks off here, or has a quotation mark in the wrong place ({reason}); save it once more as CSV.",
    "sheet_columns": "The table has no column “{found}”; take the table of the plan’s page, and keep its first row as it is.",
    "sheet_width": "This row has {found} cells, but the first row has {expected}; put a text with a comma or a semicolon into quotes.",
    "sheet_measure": "The plan has no measure “{found}”; write objective and measure as the table of the plan’s page has them, for example {example}.",
    "sheet_ambiguous": "The plan has more than one measure “{found}”, so this row does not tell which is meant; give each measure of the plan an id of its own.",
    "sheet_twice": "The measure “{found}” is here a second time (first on line {first}); keep one of the two rows.",
    "sheet_note_alone": "This note has no day; write the day into “new_date”, for example {example}.",
    "sheet_day_alone": "There is a day, but neither a note nor another status; write into “new_note” what happened.",
    "sheet_updates": "The updates of “{found}” are no list, so none can be added; put “- ” before the first one.",
    # since an earlier state
    "not_updated": "“{field}” has changed since {base}, but “updated” has not, so subscribed calendars may not notice; write “updated: {example}”.",
    "identity_changed": "“identity” is not what it was in {base}; put it back (“identity: {example}”), or else every subscriber gets everything a second time.",
    "vanished_address": "Nothing is at {found} any more, though it was in {base}; add to this file “{example}”.",
    "vanished_item": "Nothing is at {found} any more, though it was in {base}; keep the file and add “{example}”, or write “{aliases}” into the file that takes its place.",
    "vanished_entry": "Nothing is at {found} any more, though it was in {base}; put the entry “{id}” back, or write “{example}” into the file that takes its place.",
    "vanished_below": "The address {found} and all that stood below it in {base} are gone ({number}); write “{example}” in this file again.",
    # the environment: these are told before anything is read or written
    "output_is_root": "“{found}” is the root of the disk; choose a folder of its own for the site, for example output.",
    "output_is_home": "“{found}” is, or holds, your home folder; choose a folder of its own for the site, for example output.",
    "output_holds_sources": "“{found}” holds {holds}, from which the site is built; choose another folder, for example output.",
    "output_inside_sources": "“{found}” lies inside {holds}, from which the site is built; choose another folder, for example output.",
    "output_not_ours": "“{found}” was not made by this program, so it is left alone; choose a new or empty folder, or remove it yourself.",
    "output_busy": "Another build is writing “{found}” at this moment; wait until it is done.",
    "disk_full": "The disk of “{found}” is full; make room and build again. The published site is what it was.",
    "disk_read_only": "“{found}” is on a disk that cannot be written to; choose another folder. The published site is what it was.",
    "disk_denied": "You are not allowed to write to “{found}” ({reason}); choose another folder. The published site is what it was.",
    "disk_error": "“{found}” cannot be written ({reason}). The published site is what it was.",
    "port_taken": "Port {found} is in use on this machine; stop the other program or choose another, for example --port 8001.",
    "bad_settings": "{found} cannot be used ({reason}); mend it, or take back the last change to it.",
    "bad_base": "“{found}” cannot be compared with ({reason}); write a commit or a branch of this site’s Git repository, for example --base origin/main.",
    "bad_today": "“{value}” is not a day for {found}; write for example 2026-05-17.",
    # hints
    "call_without_deadline": "This call has neither a deadline nor “standing: true”, so it counts as closed; add one of them, or “planned: true” while there are no dates yet.",
    "not_published": "There is no “published” date, so this is in no feed; add for example “published: {example}”.",
    "missing_label": "There is no label in “{found}”; until there is one, “{instead}” is shown.",
    "budget_differs": "The parts add up to {found}, but the budget is {budget}; correct one of them, or say why they differ, for example “budget_note: As printed in the source.”.",
    "funder_without_emblem": "There is no emblem of this funder, so its name stands in text; to show one, put the file beside funders.yaml and add for example “emblem: {example}”.",
    "funder_not_translated": "“{field}” is not there in “{found}”, though the funder demands it; until it is, “{instead}” is shown.",
    "not_compared": "As it was in {base}, this file cannot be read, so nothing was compared with it; compare with a later commit.",
    "image_without_words": "The picture has no image_alt; say in one sentence what it shows, for those who cannot see it.",
    "skipped_hour": "On {found} the clocks in {zone} skip the hour of this event, so it counts as {example}; if you mean another hour, add a change for that day.",
    "start_off_rule": "The start ({start}) is not a day of the rule, and programs treat that differently; start with {example}, and write {start} under “extra” if it takes place, too.",
    "moved_online_nowhere": "This is moved online, but nothing says where; add for example “{example}”.",
    "unused_label": "The site has no language “{found}”, so nobody sees this text; write one of: {known}, or remove it.",
    "cedilla": "“{found}” is written with a cedilla, and Romanian has a comma below; write “{example}”. “check --fix” mends all words of this file that are written so ({number}).",
    "repeating_unconfirmed": "The dates after {found} are not confirmed and no longer listed; move confirmed_until, or add until.",
}

HINTS: Final = frozenset(
    {
        "call_without_deadline",
        "not_published",
        "missing_label",
        "budget_differs",
        "funder_without_emblem",
        "funder_not_translated",
        "not_compared",
        "image_without_words",
        "moved_online_nowhere",
        "skipped_hour",
        "start_off_rule",
        "unused_label",
        "cedilla",
        "repeating_unconfirmed",
    }
)

# Values with these names are words of the catalogue themselves, such as "a list" or "member".
TERM_VALUES: Final = frozenset({"is", "wanted", "kind"})
TERMS: Final = (
    "text",
    "a list",
    "fields of its own",
    "coalition",
    "member",
    "organisation",
    "event",
    "post",
    "project",
    "document",
    "plan",
    "call",
    "page",
    "place",
    "topic",
    "funder",
    "item",
    "member or organisation",
)
