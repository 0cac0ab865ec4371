"""Regenerates the default model: draws scenes, trains, evaluates, exports.

$ python run.py            everything, resumable: what is done already is not done again
$ python run.py --smoke    everything in a minute, with a model that has learnt next to nothing
$ python run.py train      one stage only: scenes, train, export or evaluate
"""

import argparse
from pathlib import Path

import torch

import stages

HERE = Path(__file__).parent


def main():
    """Reads the command line and runs the stages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stages", nargs="*", metavar="stage", help=f"any of {', '.join(stages.STAGES)}; default: all")
    parser.add_argument("--smoke", action="store_true", help="a minute's work to see that everything runs")
    parser.add_argument("--scenes", type=int, help="scenes to learn from (6,000)")
    parser.add_argument("--close-ups", type=int, help="close-ups and look-alikes to learn from (6,000)")
    parser.add_argument("--steps", type=int, help="training steps (40,000)")
    parser.add_argument("--minutes", type=float, help="minutes of training, in place of steps")
    parser.add_argument("--size", type=int, default=416, help="width and height of the models' input (416)")
    parser.add_argument("--threads", type=int, default=2, help="processor threads, and processes that learn (2)")
    parser.add_argument("--photos", type=Path, help="folder of real photos of codes to evaluate on; see README.md")
    parser.add_argument("--empty-photos", type=Path, help="folder of real photos without codes to evaluate on")
    parser.add_argument("--cache", type=Path, default=HERE / ".cache", help="where scenes and checkpoints are kept")
    parser.add_argument("--out", type=Path, default=HERE / "out", help="where the model and the numbers go")
    arguments = parser.parse_args()
    unknown = set(arguments.stages) - set(stages.STAGES)
    if unknown:
        parser.error(f"unknown stage {sorted(unknown)[0]}, expected one of {', '.join(stages.STAGES)}")
    torch.set_num_threads(arguments.threads)
    stages.run(arguments.stages or list(stages.STAGES), stages.plan(arguments))


if __name__ == "__main__":
    main()
