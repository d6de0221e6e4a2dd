"""A COMBINE archive: the SBML model and the simulation (SED-ML) that shows our curves (needs the extra `exchange`)."""

from __future__ import annotations

import io
import zipfile
from types import ModuleType
from typing import Any

from milkpath.exchange.sbml import extra
from milkpath.exchange.written_out import WrittenOut

OLDEST_DATE = (1980, 1, 1, 0, 0, 0)
"""The date that a ZIP file holds where nothing is dated: the same model gives the same bytes."""
FORMATS = {
    ".": "http://identifiers.org/combine.specifications/omex",
    "./model.xml": "http://identifiers.org/combine.specifications/sbml.level-3.version-2",
    "./simulation.sedml": "http://identifiers.org/combine.specifications/sed-ml.level-1.version-3",
}
MASTER = "./simulation.sedml"


def omex(model: WrittenOut, sbml_text: str, *, points_per_h: int = 4) -> bytes:
    """The archive as bytes: manifest, model and simulation."""
    content = {
        "manifest.xml": _manifest(),
        "model.xml": sbml_text,
        "simulation.sedml": sedml(model, points_per_h=points_per_h),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(zipfile.ZipInfo(name, OLDEST_DATE), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def sedml(model: WrittenOut, *, points_per_h: int) -> str:
    """A uniform time course of every observed concentration, as a report and a plot."""
    library = extra("libsedml", "python-libsedml")
    document = library.SedDocument(1, 3)
    source = document.createModel()
    source.setId("model")
    source.setSource("model.xml")
    source.setLanguage("urn:sedml:language:sbml.level-3.version-2")
    course = document.createUniformTimeCourse()
    course.setId("course")
    course.setInitialTime(0.0)
    course.setOutputStartTime(0.0)
    course.setOutputEndTime(model.end_h)
    course.setNumberOfPoints(max(1, round(model.end_h * points_per_h)))
    course.createAlgorithm().setKisaoID("KISAO:0000019")
    task = document.createTask()
    task.setId("task")
    task.setModelReference("model")
    task.setSimulationReference("course")
    _generator(document, "time", library, symbol="urn:sedml:symbol:time")
    for name in model.observed:
        _generator(
            document, name, library, target=f"/sbml:sbml/sbml:model/sbml:listOfParameters/sbml:parameter[@id='{name}']"
        )
    report = document.createReport()
    report.setId("report")
    for name in ("time", *model.observed):
        entry = report.createDataSet()
        entry.setId(f"set_{name}")
        entry.setLabel(name)
        entry.setDataReference(f"data_{name}")
    plot = document.createPlot2D()
    plot.setId("plot")
    for name in model.observed:
        curve = plot.createCurve()
        curve.setId(f"curve_{name}")
        curve.setLogX(False)
        curve.setLogY(False)
        curve.setXDataReference("data_time")
        curve.setYDataReference(f"data_{name}")
    text: str = library.writeSedMLToString(document)
    return text


def _generator(document: Any, name: str, library: ModuleType, *, symbol: str = "", target: str = "") -> None:
    generator = document.createDataGenerator()
    generator.setId(f"data_{name}")
    generator.setName(name)
    variable = generator.createVariable()
    variable.setId(f"variable_{name}")
    variable.setTaskReference("task")
    if symbol:
        variable.setSymbol(symbol)
    else:
        variable.setTarget(target)
    generator.setMath(library.parseFormula(f"variable_{name}"))


def _manifest() -> str:
    rows = "\n".join(
        f'  <content location="{place}" format="{form}"' + (' master="true"' if place == MASTER else "") + "/>"
        for place, form in FORMATS.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<omexManifest xmlns="http://identifiers.org/combine.specifications/omex-manifest">'
    return f"{head}\n{rows}\n</omexManifest>\n"
