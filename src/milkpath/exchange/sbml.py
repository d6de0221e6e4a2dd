"""One pair of a set-up as an SBML Level 3 Version 2 model (needs the extra `exchange`)."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

from milkpath.errors import InputError, Mistake
from milkpath.exchange.written_out import Flow, Jump, WrittenOut

COMPARTMENT = "pair"


def extra(module: str, package: str) -> ModuleType:
    """A library of the extra, or a clear error where it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise InputError(
            [
                Mistake(
                    code="extra-missing",
                    message=f"this format needs {package}, which is not installed",
                    where="milkpath export",
                    hint="install it with: pip install 'milkpath[exchange]'",
                )
            ]
        ) from error


def sbml(model: WrittenOut, *, name: str, notes: str) -> str:
    """The model as SBML text: amounts in mg, time in hours, events in the order of the plan.

    Args:
        model: the equations of one pair.
        name: of the model.
        notes: plain text that says what it is and what it is not.

    Raises:
        InputError: libSBML is not installed.
    """
    library = extra("libsbml", "python-libsbml")
    document = library.SBMLDocument(3, 2)
    made = document.createModel()
    made.setId("milkpath")
    made.setName(name)
    made.setNotes(f'<body xmlns="http://www.w3.org/1999/xhtml"><p>{_escaped(notes)}</p></body>')
    _units(made, library)
    compartment = made.createCompartment()
    compartment.setId(COMPARTMENT)
    compartment.setConstant(True)
    compartment.setSize(1.0)
    compartment.setSpatialDimensions(3)
    compartment.setUnits("dimensionless")
    for amount, start in model.amounts.items():
        _species(made, amount, start)
    for figure, value in model.constants.items():
        _parameter(made, figure, value, constant=True)
    for figure, value in model.changing.items():
        _parameter(made, figure, value, constant=False)
    for variable, formula in (*model.rules.items(), *model.observed.items()):
        _parameter(made, variable, None, constant=False)
        rule = made.createAssignmentRule()
        rule.setVariable(variable)
        rule.setMath(_math(formula, library))
    for flow in model.flows:
        _reaction(made, flow, library)
    for number, jump in enumerate(model.jumps):
        _event(made, number, jump, library)
    text: str = library.writeSBMLToString(document)
    return text


def inconsistencies(text: str) -> list[str]:
    """What libSBML's consistency check has to say of a model, errors and warnings."""
    library = extra("libsbml", "python-libsbml")
    document = library.readSBMLFromString(text)
    # Every figure has a unit in its name; units of single parameters are not declared, so their check is left out.
    document.setConsistencyChecks(library.LIBSBML_CAT_UNITS_CONSISTENCY, False)
    document.checkConsistency()
    return [document.getError(number).getMessage() for number in range(document.getNumErrors())]


def _units(made: Any, library: ModuleType) -> None:
    milligram = made.createUnitDefinition()
    milligram.setId("mg")
    _unit(milligram, library.UNIT_KIND_GRAM, scale=-3)
    hour = made.createUnitDefinition()
    hour.setId("hour")
    _unit(hour, library.UNIT_KIND_SECOND, multiplier=3600.0)
    made.setTimeUnits("hour")
    made.setSubstanceUnits("mg")
    made.setExtentUnits("mg")


def _unit(definition: Any, kind: int, *, scale: int = 0, multiplier: float = 1.0) -> None:
    unit = definition.createUnit()
    unit.setKind(kind)
    unit.setExponent(1.0)
    unit.setScale(scale)
    unit.setMultiplier(multiplier)


def _species(made: Any, name: str, start: float) -> None:
    species = made.createSpecies()
    species.setId(name)
    species.setCompartment(COMPARTMENT)
    species.setInitialAmount(start)
    species.setHasOnlySubstanceUnits(True)
    species.setBoundaryCondition(False)
    species.setConstant(False)
    species.setSubstanceUnits("mg")


def _parameter(made: Any, name: str, value: float | None, *, constant: bool) -> None:
    parameter = made.createParameter()
    parameter.setId(name)
    parameter.setConstant(constant)
    if value is not None:
        parameter.setValue(value)


def _reaction(made: Any, flow: Flow, library: ModuleType) -> None:
    reaction = made.createReaction()
    reaction.setId(flow.name)
    reaction.setReversible(False)
    if flow.uses_up:
        _reference(reaction.createReactant(), flow.source)
    else:
        reaction.createModifier().setSpecies(flow.source)
    if flow.target is not None:
        _reference(reaction.createProduct(), flow.target)
    reaction.createKineticLaw().setMath(_math(f"{flow.rate_per_h} * {flow.source}", library))


def _reference(reference: Any, species: str) -> None:
    reference.setSpecies(species)
    reference.setStoichiometry(1.0)
    reference.setConstant(True)


def _event(made: Any, number: int, jump: Jump, library: ModuleType) -> None:
    event = made.createEvent()
    event.setId(f"event_{number}")
    event.setUseValuesFromTriggerTime(True)
    trigger = event.createTrigger()
    trigger.setInitialValue(False)
    trigger.setPersistent(True)
    trigger.setMath(_math(f"time >= {jump.at_h!r}", library))
    for variable, formula in jump.sets.items():
        assignment = event.createEventAssignment()
        assignment.setVariable(variable)
        assignment.setMath(_math(formula, library))


def _math(formula: str, library: ModuleType) -> Any:
    tree = library.parseL3Formula(formula)
    assert tree is not None, f"{formula}: {library.getLastParseL3Error()}"  # noqa: S101 - formulas are our own
    return tree


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
