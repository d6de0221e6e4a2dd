"""`milkpath`: the commands and their arguments."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from milkpath.cli.failure import print_failure
from milkpath.errors import MilkpathError
from milkpath.version import VERSION

if TYPE_CHECKING:
    Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

DESCRIPTION = """\
What reaches a breastfed baby from a cosmetic skin procedure, by which route, how sure that is, and what to do.

It informs a decision; it is no diagnosis and no medical device. Nothing leaves this machine."""

EXAMPLES = """\
examples:
  milkpath assess examples/pen-face-strong-cream.yaml
  milkpath assess plan.yaml --format html --out answer.html
  milkpath assess plan.yaml --explain
  milkpath label "Lidocaine 4 %; Benzyl alcohol, Carbomer 940, Purified water"
  milkpath show lidocaine"""

ASSESS_EXAMPLES = """\
examples:
  milkpath assess plan.yaml
  milkpath assess plan.yaml --format json > answer.json
  milkpath assess plan.yaml --format html --out answer.html
  milkpath assess - < plan.yaml
what a plan looks like: docs/plan.md and the files in examples/
exit status: 0 an assessment was made, whatever it says; 2 something was wrong with the input"""

LABEL_EXAMPLES = """\
examples:
  milkpath label "Aqua, Glycerin, Ascorbic Acid 15 %, Phenoxyethanol, Parfum"
  milkpath label --file label.txt --format json"""

SHOW_EXAMPLES = """\
examples:
  milkpath show lidocaine
  milkpath show "microneedling with a motor pen\""""


EXPORT_EXAMPLES = """\
examples:
  milkpath export plan.yaml --substance lidocaine --out lidocaine.xml
  milkpath export plan.yaml --substance lidocaine --format omex --out lidocaine.omex
needs the extra: pip install 'milkpath[exchange]'"""


PREDICT_EXAMPLES = """\
examples:
  milkpath predict permeability molecules.csv --out answers.csv
  milkpath predict milk-ratio molecules.csv --out answers.csv
columns: id, name, molar_mass, log_kow, pka_acid, pka_base, ion_class, fraction_unbound (docs/predict.md); a missing one
widens the answer. Added: p05, p50, p95 (cm/h, or milk over plasma), method, error."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status (0, or 2 for input that could not be used)."""
    chosen = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = chosen.run
    try:
        return run(chosen)
    except MilkpathError as error:
        print_failure(error, as_json=getattr(chosen, "format", "text") == "json")
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="milkpath",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"milkpath {VERSION}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_assess(commands)
    _add_label(commands)
    _add_show(commands)
    _add_knowledge(commands)
    _add_export(commands)
    _add_predict(commands)
    return parser


def _command(commands: Commands, name: str, text: str, examples: str) -> argparse.ArgumentParser:
    return commands.add_parser(
        name, help=text, description=text, epilog=examples, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def _add_assess(commands: Commands) -> None:
    command = _command(commands, "assess", "judge a plan (YAML or JSON)", ASSESS_EXAMPLES)
    command.add_argument("plan", metavar="PLAN", help="the plan's file, or - for standard input")
    command.add_argument("--format", choices=("text", "json", "html"), default="text")
    command.add_argument("--out", metavar="FILE", help="write to a file instead of standard output")
    command.add_argument("--pairs", type=int, default=2000, metavar="N", help="simulated mother-infant pairs (2000)")
    command.add_argument("--seed", type=int, default=1, metavar="N", help="seed of the simulation (1)")
    command.add_argument("--full", action="store_true", help="the whole report as text, with every number and source")
    command.add_argument("--explain", action="store_true", help="print the tree from the action to rules and sources")
    command.set_defaults(run=_assess)


def _add_label(commands: Commands) -> None:
    command = _command(commands, "label", "read the ingredient text of a product, token by token", LABEL_EXAMPLES)
    command.add_argument("text", metavar="TEXT", nargs="?", help="the text as printed")
    command.add_argument("--file", metavar="FILE", help="read the text from a file")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=_label)


def _add_show(commands: Commands) -> None:
    command = _command(commands, "show", "what is known of a substance, procedure, condition or site", SHOW_EXAMPLES)
    command.add_argument("name", metavar="NAME", nargs="+")
    command.set_defaults(run=_show)


def _add_knowledge(commands: Commands) -> None:
    command = _command(
        commands, "knowledge", "count what is known, and check it", "example:\n  milkpath knowledge --check"
    )
    command.add_argument("--check", action="store_true", help="refuse what breaks the house rules, with the file")
    command.set_defaults(run=_knowledge)


def _add_export(commands: Commands) -> None:
    command = _command(commands, "export", "one substance of a plan as a model for other simulators", EXPORT_EXAMPLES)
    command.add_argument("plan", metavar="PLAN", help="the plan's file, or - for standard input")
    command.add_argument("--substance", required=True, metavar="NAME", help="a substance that the plan contains")
    command.add_argument("--format", choices=("sbml", "omex"), default="sbml")
    command.add_argument("--out", metavar="FILE", help="write to a file instead of standard output")
    command.add_argument("--pair", type=int, metavar="N", help="one of the drawn pairs; without it, the middle pair")
    command.add_argument("--pairs", type=int, default=2000, metavar="N", help="pairs that are drawn (2000)")
    command.add_argument("--seed", type=int, default=1, metavar="N", help="seed of the draws (1)")
    command.set_defaults(run=_export)


def _add_predict(commands: Commands) -> None:
    command = _command(
        commands, "predict", "permeability or milk-to-plasma ratio of a table of molecules", PREDICT_EXAMPLES
    )
    command.add_argument("what", choices=("permeability", "milk-ratio"))
    command.add_argument("input", metavar="IN.csv", help="the table of molecules")
    command.add_argument("--out", metavar="OUT.csv", required=True, help="the file to write")
    command.set_defaults(run=_predict)


# Each command imports what it needs only when it runs, so that `milkpath --help` costs nothing.


def _assess(chosen: argparse.Namespace) -> int:
    # The command lives for seconds and makes no cycles worth collecting; looking for them costs a tenth of its time.
    gc.disable()
    from milkpath.cli.assess import run  # noqa: PLC0415

    return run(chosen)


def _label(chosen: argparse.Namespace) -> int:
    from milkpath.cli.label import run  # noqa: PLC0415

    return run(chosen)


def _show(chosen: argparse.Namespace) -> int:
    from milkpath.cli.show import run  # noqa: PLC0415

    return run(chosen)


def _knowledge(chosen: argparse.Namespace) -> int:
    from milkpath.cli.knowledge import run  # noqa: PLC0415

    return run(chosen)


def _export(chosen: argparse.Namespace) -> int:
    from milkpath.cli.export import run  # noqa: PLC0415

    return run(chosen)


def _predict(chosen: argparse.Namespace) -> int:
    from milkpath.cli.predict import run  # noqa: PLC0415

    return run(chosen)


if __name__ == "__main__":
    sys.exit(main())
