"""The reader: all files fit, every misfit is named, and the WHO table gives the standard's own values."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from milkpath.errors import KnowledgeError
from milkpath.infant.weight import WeightForAge, weight_at_z
from milkpath.knowledge.reader import Files, knowledge, read_knowledge, shipped_files
from milkpath.label.names import look_up, name_index

WHO_TABLE = Path(__file__).parents[3] / "shared" / "data" / "who_weight_for_age.csv"

CHECK_VALUES = [
    ("boys", 0, 2.459, 3.346, 4.419),
    ("boys", 1, 3.391, 4.471, 5.798),
    ("boys", 6, 6.353, 7.934, 9.849),
    ("boys", 12, 7.742, 9.648, 11.986),
    ("boys", 24, 9.673, 12.152, 15.277),
    ("girls", 0, 2.395, 3.232, 4.230),
    ("girls", 1, 3.161, 4.187, 5.475),
    ("girls", 6, 5.729, 7.297, 9.335),
    ("girls", 12, 7.043, 8.948, 11.509),
    ("girls", 24, 9.036, 11.477, 14.845),
]

COMMON_NAMES = """
Aqua; Water; Glycerin; Glycerol; Lidocaine; Lignocaine; Lidocaine HCl; Prilocaine; Tetracaine; Benzocaine;
Benzyl alcohol; Carbomer 940; Cholesterol; Hydrogenated lecithin; Polysorbate 80; Propylene glycol; Tocopheryl acetate;
Trolamine;
Purified water; Sodium hydroxide; Chlorhexidine digluconate; Povidone-iodine; Isopropyl alcohol; Ascorbic Acid; Retinol;
Tretinoin; Zinc Oxide; Titanium Dioxide; Hydroquinone; Minoxidil; Dapsone; Silver sulfadiazine; OnabotulinumtoxinA;
Triamcinolone acetonide; Sodium tetradecyl sulfate; Macrogolglycerol hydroxystearate; Azelaic acid; Sodium Hyaluronate;
Hyaluronic Acid; Niacinamide; Panthenol; Allantoin; Squalane; Ceramide NP; Dimethicone; Caprylic/Capric Triglyceride;
Cetearyl Alcohol; Phenoxyethanol; Ethylhexylglycerin; Parfum; Fragrance; Limonene; Linalool; Salicylic Acid;
Glycolic Acid; Lactic Acid; Citric Acid; Sodium Chloride; Sodium Benzoate; Potassium Sorbate; Methylparaben;
Xanthan Gum;
Disodium EDTA; Butyl Methoxydibenzoylmethane; Octocrylene; Homosalate; Benzophenone-3; Adapalene;
Benzoyl peroxide; Tranexamic Acid
"""


@pytest.fixture(scope="module")
def shipped() -> Files:
    """Read the shipped files once."""
    return shipped_files()


def _mistakes(content: Files) -> list[tuple[str, str]]:
    with pytest.raises(KnowledgeError) as caught:
        read_knowledge(content)
    return [(mistake.code, mistake.where) for mistake in caught.value.mistakes]


def test_there_is_enough_to_start_with() -> None:
    """The package knows at least 40 substances, 8 procedures, and the needling devices among them."""
    known = knowledge()
    assert len(known.substances) >= 40
    assert len(known.procedures) >= 8
    assert {procedure.device for procedure in known.procedures.values()} >= {"pen", "roller", "stamp", "radiofrequency"}
    assert known.sites
    assert known.conditions
    assert known.rules
    assert "XX" in known.emergency


def test_version_and_checksum_have_their_form() -> None:
    """The version is a date, and the checksum a SHA-256."""
    assert re.fullmatch(r"\d{4}\.\d{2}\.\d{2}", knowledge().version)
    assert re.fullmatch(r"[0-9a-f]{64}", knowledge().checksum)


@pytest.mark.parametrize("name", [name.strip() for name in COMMON_NAMES.split(";")])
def test_common_label_names_are_known(name: str) -> None:
    """Names that stand on ordinary labels and in the cases resolve to a substance."""
    assert look_up(name, name_index(knowledge().substances.values())) is not None


@pytest.mark.parametrize(("sex", "month", "low", "middle", "high"), CHECK_VALUES)
def test_the_weight_table_gives_the_standards_values(
    sex: str, month: float, low: float, middle: float, high: float
) -> None:
    """The parameters give the weights at z = -2, 0 and 2 that the standard prints, to a gram."""
    [row] = [row for row in knowledge().weight_for_age if (row.sex, row.month) == (sex, month)]
    assert [round(weight_at_z(row, z), 3) for z in (-2, 0, 2)] == [low, middle, high]


@pytest.mark.shared
@pytest.mark.skipif(not WHO_TABLE.is_file(), reason="the shared data are not beside the checkout (../shared/data)")
def test_every_row_of_the_weight_table_is_the_shared_one() -> None:
    """Each row of the shared WHO table stands in the knowledge with its parameters and its check values."""
    ours: dict[tuple[str, float], WeightForAge] = {(row.sex, row.month): row for row in knowledge().weight_for_age}
    with WHO_TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        found = ours[row["sex"], float(row["month"])]
        assert (found.l, found.m_kg, found.s) == (float(row["L"]), float(row["M_kg"]), float(row["S"]))
        for z, column in ((-2, "minus2"), (-1, "minus1"), (1, "plus1"), (2, "plus2")):
            assert weight_at_z(found, z) == pytest.approx(float(row[f"check_z_{column}_kg"]), abs=0.0015)


def test_an_unknown_key_names_file_and_field(shipped: Files) -> None:
    """A key that the schema does not have is refused, with the file."""
    path = "advice/keep-feeding.yaml"
    lines = shipped[path].count(b"\n")
    assert _mistakes({**shipped, path: shipped[path] + b"charm: 1\n"}) == [("not-in-schema", f"{path}:{lines + 1}")]


def test_a_wrong_value_deep_inside_names_its_line(shipped: Files) -> None:
    """A figure that is no number is named with the line on which it stands, in records and in parameters."""
    path, parameters = "substances/lidocaine.yaml", "physiology/absorption.yaml"
    text, more = shipped[path].decode(), shipped[parameters].decode()
    wrong = {path: text.replace("value: 234.34", "value: heavy"), parameters: more.replace("gsd: 2.0", "gsd: wide", 1)}
    assert _mistakes({**shipped, **{name: content.encode() for name, content in wrong.items()}}) == [
        ("not-in-schema", f"{name}:{_line(wrong[name], word)}")
        for name, word in ((path, "heavy"), (parameters, "wide"))
    ]


def _line(text: str, word: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if word in line)


def test_all_misfits_are_told_at_once(shipped: Files) -> None:
    """Broken YAML, a wrong file name and a missing table are told together."""
    content = {
        **shipped,
        "advice/broken.yaml": b"id: [",
        "advice/other-name.yaml": shipped["advice/keep-feeding.yaml"],
    }
    del content["physiology/who-weight-for-age.yaml"]
    assert set(_mistakes(content)) == {
        ("not-yaml", "advice/broken.yaml"),
        ("wrong-file", "advice/other-name.yaml"),
        ("knowledge-missing", "physiology/who-weight-for-age.yaml"),
    }


def test_a_parameter_that_stands_twice_is_refused(shipped: Files) -> None:
    """Two parameters may not share an id, in whatever files they stand."""
    content = {**shipped, "physiology/z-copy.yaml": shipped["physiology/absorption.yaml"]}
    assert {code for code, _ in _mistakes(content)} == {"duplicate"}


def test_a_missing_parameter_is_an_error() -> None:
    """A parameter that is not there never becomes a default."""
    with pytest.raises(KnowledgeError, match="charm"):
        knowledge().parameter("charm")
