"""``symflow experiment``: the options of its experiments, read and checked before any work starts."""

from __future__ import annotations

import os
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from symflow import __version__
from symflow.cli import arguments, examples
from symflow.cli.output import target
from symflow.errors import InputError
from symflow.exact import exact

if TYPE_CHECKING:
    from symflow.cli.experiment_run import Outputs

Task = Callable[[], int]
Text = str | None
NAMES = ("fig2", "late", "train")
MOST_SEEDS, MOST_SCALES, MOST_STEPS, LATEST = 1000, 16, 10**8, 10**5
MOST_EPOCHS, LARGEST_SEED = 10_000, 10**9
DEVICES = ("auto", "cpu", "cuda")
SMALLEST, LARGEST = Fraction(1, 10**6), Fraction(1000)
HELP = (
    "Run an experiment of [J], section 4, again, in floating point: a measurement, never evidence for a claim.\n\n"
    "fig2: gradient descent on the layer-peeled model. late: its gradient flow, until log t = 1000. train: a network "
    "(needs the extra train). With --state FOLDER a run that was interrupted goes on where it was, to the same numbers."
)


class Experiments(TyperGroup):
    """The experiments of this version; any other name is refused with the list of them."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The experiment of that name."""
        found = super().get_command(ctx, cmd_name)
        if found is None and not ctx.resilient_parsing:
            raise InputError.about("experiment", cmd_name, f"give one of {', '.join(NAMES)}")
        return found if found is None else examples.helpful(found, f"experiment {cmd_name}")


app = typer.Typer(cls=Experiments, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
Seeds = Annotated[str, typer.Option("--seeds", metavar="N", help="The seeds 0, ..., N - 1.")]
Scales = Annotated[
    str,
    typer.Option(
        "--scales", metavar="S1,S2,...", help="Standard deviations of the entries at the start, exact."
    ),
]
Json = Annotated[
    Text, typer.Option("--json", metavar="F", help="Write the data to F (- for standard output).")
]
Plot = Annotated[
    Text, typer.Option("--plot", metavar="F.png|svg", help="Draw the metrics on the paper's axes.")
]
State = Annotated[
    Text, typer.Option("--state", metavar="FOLDER", help="Keep the run in FOLDER, and go on from there.")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print no table and no progress.")]


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Run an experiment of [J] again."""
    if context.invoked_subcommand is None:
        raise InputError(f"experiment: none was given; give one of {', '.join(NAMES)}, or --help")


@app.command()
def fig2(
    seeds: Seeds = "10",
    scales: Scales = "0.1,1",
    steps: Annotated[str, typer.Option("--steps", metavar="N", help="Steps of gradient descent.")] = "100000",
    loss: Annotated[
        str,
        typer.Option(
            "--loss",
            metavar="mean|sum",
            help="The mean over the samples, or their sum, as (4) of [J] has it.",
        ),
    ] = "mean",
    json: Json = None,
    plot: Plot = None,
    state: State = None,
    quiet: Quiet = False,
) -> Task:
    """Figure 2 of [J]: gradient descent, K = 5, n = 10 for each class, d = 20, learning rate 5."""
    from symflow.cli import experiment_run
    from symflow.experiment.descent import LOSSES, Descent

    if loss not in LOSSES:
        raise InputError.about("--loss", loss, f"give {' or '.join(LOSSES)}")
    count = arguments.whole("--steps", steps, 10, MOST_STEPS)
    asked = Descent(_starts(seeds, scales), count, loss)
    outputs = _outputs(json, plot, state, quiet)
    return lambda: experiment_run.experiment(asked, outputs, __version__)


@app.command()
def late(
    seeds: Seeds = "10",
    scales: Scales = "0.1,1",
    log_t: Annotated[str, typer.Option("--log-t", metavar="X", help="The end, log t = X.")] = "1000",
    json: Json = None,
    plot: Plot = None,
    state: State = None,
    quiet: Quiet = False,
) -> Task:
    """The same metrics along gradient flow, far beyond any number of steps: until log t = 1000."""
    from symflow.cli import experiment_run
    from symflow.experiment.late import Late

    if not 10 <= exact(log_t, "--log-t") <= LATEST:
        raise InputError.about("--log-t", log_t, f"give a number from 10 to {LATEST}")
    asked = Late(_starts(seeds, scales), log_t.strip())
    outputs = _outputs(json, plot, state, quiet)
    return lambda: experiment_run.experiment(asked, outputs, __version__, experiment_run.second_route)


def _starts(seeds: str, scales: str) -> tuple[tuple[int, str], ...]:
    """Every seed with every scale."""
    count = arguments.whole("--seeds", seeds, 1, MOST_SEEDS)
    texts = [text.strip() for text in scales.split(",")]
    values = [exact(text, "--scales") for text in texts]
    for text, value in zip(texts, values, strict=True):
        if not SMALLEST <= value <= LARGEST:
            raise InputError.about("--scales", text, "give numbers from 1e-6 to 1000")
    if len(set(values)) < len(values) or len(values) > MOST_SCALES:
        raise InputError.about("--scales", scales, f"give at most {MOST_SCALES} different numbers")
    return tuple((seed, text) for text in texts for seed in range(count))


def _outputs(json: Text, plot: Text, state: Text, quiet: bool) -> Outputs:
    """The files, tested; a picture is asked for only where it can be drawn."""
    from symflow.cli.experiment_run import Outputs
    from symflow.experiment.state import folder
    from symflow.render.flow_plot import FORMATS, require

    kind = "" if plot is None else os.path.splitext(plot)[1][1:].lower()
    if plot is not None:
        if kind not in FORMATS:
            raise InputError.about("--plot", plot, f"give a file that ends in .{' or .'.join(FORMATS)}")
        require("--json")
    data, picture = target("--json", json), target("--plot", plot)
    if (
        data is not None
        and picture is not None
        and os.path.realpath(data.path) == os.path.realpath(picture.path)
    ):
        raise InputError("--json, --plot: cannot share a file; give each its own")
    return Outputs(data, picture, kind, folder(state), quiet)


@app.command()
def train(
    small: Annotated[
        bool,
        typer.Option(
            "--small", help="A quarter of the width, 100 images of each class: minutes on two cores."
        ),
    ] = False,
    epochs: Annotated[Text, typer.Option("--epochs", metavar="N", help="(default: 200; small: 12)")] = None,
    seed: Annotated[str, typer.Option("--seed", metavar="N", help="The seed of weights and batches.")] = "0",
    data: Annotated[
        Text, typer.Option("--data", metavar="FOLDER", help="The four IDX files. (default: Debian's package)")
    ] = None,
    device: Annotated[
        str, typer.Option("--device", metavar="auto|cpu|cuda", help="Where it is trained.")
    ] = "auto",
    json: Json = None,
    plot: Plot = None,
    state: State = None,
    quiet: Quiet = False,
) -> Task:
    """Figure 3 of [J]: VGG-13 on FashionMNIST without weight decay; needs torch."""
    from symflow.cli import experiment_run
    from symflow.experiment import network
    from symflow.experiment.fashion import first, train_and_test
    from symflow.experiment.train import SIZES, Training, loaded

    images_of_each, usual = SIZES[small][2:]
    count = usual if epochs is None else arguments.whole("--epochs", epochs, 1, MOST_EPOCHS)
    drawn = arguments.whole("--seed", seed, 0, LARGEST_SEED)
    if device not in DEVICES:
        raise InputError.about("--device", device, f"give {', '.join(DEVICES)}")
    outputs = _outputs(json, plot, state, quiet)
    network.require()
    place = network.device_of(device)
    images, test = train_and_test(data)
    known, other = loaded(first(images, images_of_each), first(test, images_of_each), place)
    asked = Training(known, other, drawn, count, small, place)
    return lambda: experiment_run.experiment(asked, outputs, __version__)
