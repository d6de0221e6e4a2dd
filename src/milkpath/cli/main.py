"""`milkpath`: the commands and their arguments."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from milkpath.cli.failure import print_failure
from milkpath.cli.places import check_places
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
  milkpath what-if plan.yaml infant.age="6 months" visit.steps[1].amount="5 g"
  milkpath label "Lidocaine 4 %; Benzyl alcohol, Carbomer 940, Purified water"
  milkpath claims article.html
  milkpath show lidocaine
  milkpath compare lidocaine
  milkpath consult plan.yaml --out visit
  milkpath new"""

ASSESS_EXAMPLES = """\
examples:
  milkpath assess plan.yaml
  milkpath assess plan.yaml --format json > answer.json
  milkpath assess plan.yaml --format html --out answer.html
  milkpath assess - < plan.yaml
what a plan looks like: docs/plan.md and the files in examples/
exit status: 0 an assessment was made, whatever it says; 2 something was wrong with the input"""

WHAT_IF_EXAMPLES = """\
examples:
  milkpath what-if plan.yaml infant.age="6 months"
  milkpath what-if plan.yaml "visit.steps[1].amount=5 g" "visit.steps[1].covered=false"
  milkpath what-if plan.yaml "infant.conditions=[g6pd deficiency]" --format json
  milkpath what-if plan.yaml mother.weight=          (a path without a value leaves it out)
paths are those of the plan; lists count from 0"""

LABEL_EXAMPLES = """\
examples:
  milkpath label "Aqua, Glycerin, Ascorbic Acid 15 %, Phenoxyethanol, Parfum"
  milkpath label --file label.txt --format json
  milkpath label - < label.txt"""

CLAIMS_EXAMPLES = """\
examples:
  milkpath claims article.txt
  milkpath claims saved-page.html --format json > claims.json
  milkpath claims saved-page.html --format html --out marked.html
  milkpath claims - < article.txt
the words of the verdicts, and what a text file or page should be: docs/articles.md"""

SHOW_EXAMPLES = """\
examples:
  milkpath show lidocaine
  milkpath show lidocaine --for mother
  milkpath show "microneedling with a motor pen" --format json"""

COMPARE_EXAMPLES = """\
examples:
  milkpath compare lidocaine
  milkpath compare lidocaine --format json"""


KNOWLEDGE_EXAMPLES = """\
examples:
  milkpath knowledge
  milkpath knowledge --full
  milkpath knowledge --format json
  milkpath knowledge --check
what the JSON holds: docs/knowledge-files.md"""


EXPORT_EXAMPLES = """\
examples:
  milkpath export plan.yaml --substance lidocaine --out lidocaine.xml
  milkpath export plan.yaml --substance lidocaine --format omex --out lidocaine.omex
needs the extra: pip install 'milkpath[exchange]'"""

CONSULT_EXAMPLES = """\
examples:
  milkpath consult plan.yaml --out visit
  milkpath consult plan.yaml --out visit --format pdf
writes the mother's page, the clinician's page, the ingredient table and the question list, each as HTML and as PDF;
the PDF needs an extra: pip install "milkpath[pdf]" (without it the HTML is written, and you are told)"""

NEW_EXAMPLES = """\
examples:
  milkpath new                       (asks, and writes plan.yaml)
  milkpath new my-visit.yaml
  milkpath new my-visit.yaml --resume   (goes on from the draft of an earlier talk)
  milkpath new my-visit.yaml < answers.txt
in answers: ? explains, back goes back, skip means that you do not know, quit keeps a draft
exit status: 0 a plan was written; 2 something is missing, and a draft was kept"""
SIMULATE_EXAMPLES = """\
examples:
  milkpath simulate plan.yaml --pairs 10000 --out population.nc
  milkpath simulate plan.yaml --substance lidocaine --pairs 500 --worlds 100 --out worlds.nc
  milkpath simulate plan.yaml --pairs 1000000 --summary --out quantiles.nc
what is in the file: docs/population.md
exit status: 0 the file is complete; 2 something was wrong with the input; 130 stopped, and no file was written
needs the extra: pip install 'milkpath[simulate]'"""

SENSITIVITY_EXAMPLES = """\
examples:
  milkpath sensitivity plan.yaml --substance lidocaine
  milkpath sensitivity plan.yaml --substance lidocaine --outcome mother-peak --format json
needs the extra: pip install 'milkpath[sensitivity]'"""


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
        check_places(chosen)
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
    _add_what_if(commands)
    _add_label(commands)
    _add_claims(commands)
    _add_show(commands)
    _add_compare(commands)
    _add_consult(commands)
    _add_new(commands)
    _add_knowledge(commands)
    _add_export(commands)
    _add_simulate(commands)
    _add_sensitivity(commands)
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
    command.add_argument(
        "--full", action="store_true", help="the whole report, with every number and source (text only)"
    )
    command.add_argument(
        "--explain", action="store_true", help="the tree from the action to rules and sources (text only)"
    )
    command.set_defaults(run=_assess)


def _add_what_if(commands: Commands) -> None:
    command = _command(commands, "what-if", "change values of a plan and compare the two answers", WHAT_IF_EXAMPLES)
    command.add_argument("plan", metavar="PLAN", help="the plan's file, or - for standard input")
    command.add_argument("changes", metavar="PATH=VALUE", nargs="+", help="a value to put at a path of the plan")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument("--out", metavar="FILE", help="write to a file instead of standard output")
    command.add_argument("--pairs", type=int, default=2000, metavar="N", help="simulated mother-infant pairs (2000)")
    command.add_argument("--seed", type=int, default=1, metavar="N", help="seed of the simulation (1)")
    command.set_defaults(run=_what_if)


def _add_label(commands: Commands) -> None:
    command = _command(commands, "label", "read the ingredient text of a product, token by token", LABEL_EXAMPLES)
    command.add_argument("text", metavar="TEXT", nargs="?", help="the text as printed, or - for standard input")
    command.add_argument("--file", metavar="FILE", help="read the text from a file, or - for standard input")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=_label)


def _add_claims(commands: Commands) -> None:
    command = _command(commands, "claims", "hold the claims of an article against the knowledge", CLAIMS_EXAMPLES)
    command.add_argument(
        "article", metavar="FILE", help="a text, a saved page (HTML or MHTML), or - for standard input"
    )
    command.add_argument("--format", choices=("text", "json", "html"), default="text")
    command.add_argument("--out", metavar="FILE", help="write to a file instead of standard output")
    command.set_defaults(run=_claims)


def _add_show(commands: Commands) -> None:
    command = _command(
        commands, "show", "what is known of a substance, class, procedure, condition or site", SHOW_EXAMPLES
    )
    command.add_argument("name", metavar="NAME", nargs="+")
    command.add_argument("--for", dest="reader", choices=("clinician", "mother"), default="clinician")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=_show)


def _add_compare(commands: Commands) -> None:
    command = _command(commands, "compare", "what each source says of one thing, side by side", COMPARE_EXAMPLES)
    command.add_argument("name", metavar="NAME", nargs="+")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=_compare)


def _add_consult(commands: Commands) -> None:
    command = _command(commands, "consult", "print a plan's sheets for the mother and her clinician", CONSULT_EXAMPLES)
    command.add_argument("plan", metavar="PLAN", help="the plan's file, or - for standard input")
    command.add_argument("--out", metavar="DIR", required=True, help="folder for the sheets; it is made where missing")
    command.add_argument("--format", choices=("all", "html", "pdf"), default="all")
    command.add_argument("--pairs", type=int, default=2000, metavar="N", help="simulated mother-infant pairs (2000)")
    command.add_argument("--seed", type=int, default=1, metavar="N", help="seed of the simulation (1)")
    command.set_defaults(run=_consult, holds="folder")


def _add_new(commands: Commands) -> None:
    command = _command(commands, "new", "make a plan by answering questions in plain words", NEW_EXAMPLES)
    command.add_argument("file", metavar="FILE", nargs="?", default="plan.yaml", help="the plan to write (plan.yaml)")
    command.add_argument("--resume", action="store_true", help="go on from the draft beside FILE")
    command.set_defaults(run=_new)


def _add_knowledge(commands: Commands) -> None:
    command = _command(commands, "knowledge", "count what is known, say how mature it is, check it", KNOWLEDGE_EXAMPLES)
    command.add_argument("--full", action="store_true", help="every unverified statement, disagreement and gap")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument("--check", action="store_true", help="refuse what breaks the house rules, with file and line")
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


def _add_simulate(commands: Commands) -> None:
    command = _command(commands, "simulate", "a population of pairs as a file for study (NetCDF-4)", SIMULATE_EXAMPLES)
    command.add_argument("plan", metavar="PLAN", help="the plan's file, or - for standard input")
    command.add_argument("--out", required=True, metavar="FILE", help="the file to write, ending in .nc")
    command.add_argument("--pairs", type=int, default=2000, metavar="N", help="simulated mother-infant pairs (2000)")
    command.add_argument(
        "--substance", action="append", default=[], metavar="NAME", help="only this substance; may be given again"
    )
    command.add_argument("--seed", type=int, default=1, metavar="N", help="seed of the simulation (1)")
    command.add_argument(
        "--worlds",
        type=int,
        default=1,
        metavar="N",
        help="so many populations of --pairs, each with one draw of what nobody knows: tells ignorance from differences",
    )
    command.add_argument("--summary", action="store_true", help="only quantiles over the pairs, for very many of them")
    command.add_argument("--workers", type=int, metavar="N", help="processes at most (all processors)")
    command.set_defaults(run=_simulate)


def _add_sensitivity(commands: Commands) -> None:
    command = _command(
        commands, "sensitivity", "what an outcome hangs on, and what would narrow it", SENSITIVITY_EXAMPLES
    )
    command.add_argument("plan", metavar="PLAN", help="the plan's file, or - for standard input")
    command.add_argument("--substance", required=True, metavar="NAME", help="a substance that the plan contains")
    command.add_argument("--outcome", choices=("infant-dose", "mother-peak", "milk-peak"), default="infant-dose")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument("--out", metavar="FILE", help="write to a file instead of standard output")
    command.add_argument("--samples", type=int, default=512, metavar="N", help="base samples, a power of two (512)")
    command.add_argument("--seed", type=int, default=1, metavar="N", help="seed of the design (1)")
    command.set_defaults(run=_sensitivity)


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


def _what_if(chosen: argparse.Namespace) -> int:
    gc.disable()
    from milkpath.cli.what_if import run  # noqa: PLC0415

    return run(chosen)


def _label(chosen: argparse.Namespace) -> int:
    from milkpath.cli.label import run  # noqa: PLC0415

    return run(chosen)


def _claims(chosen: argparse.Namespace) -> int:
    gc.disable()  # as above
    from milkpath.cli.claims import run  # noqa: PLC0415

    return run(chosen)


def _show(chosen: argparse.Namespace) -> int:
    from milkpath.cli.show import run  # noqa: PLC0415

    return run(chosen)


def _compare(chosen: argparse.Namespace) -> int:
    from milkpath.cli.compare import run  # noqa: PLC0415

    return run(chosen)


def _consult(chosen: argparse.Namespace) -> int:
    gc.disable()
    from milkpath.cli.consult import run  # noqa: PLC0415

    return run(chosen)


def _new(chosen: argparse.Namespace) -> int:
    from milkpath.cli.new import run  # noqa: PLC0415

    return run(chosen)


def _knowledge(chosen: argparse.Namespace) -> int:
    from milkpath.cli.knowledge import run  # noqa: PLC0415

    return run(chosen)


def _export(chosen: argparse.Namespace) -> int:
    from milkpath.cli.export import run  # noqa: PLC0415

    return run(chosen)


def _simulate(chosen: argparse.Namespace) -> int:
    from milkpath.cli.simulate import run  # noqa: PLC0415

    return run(chosen)


def _sensitivity(chosen: argparse.Namespace) -> int:
    from milkpath.cli.sensitivity import run  # noqa: PLC0415

    return run(chosen)


def _predict(chosen: argparse.Namespace) -> int:
    from milkpath.cli.predict import run  # noqa: PLC0415

    return run(chosen)


if __name__ == "__main__":
    sys.exit(main())
