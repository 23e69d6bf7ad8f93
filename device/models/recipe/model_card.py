"""Writes model.json (what the model folder is, checksum of every part) once all parts stand in their place.

usage: model_card.py MODEL_FOLDER
"""
import hashlib
import json
import os
import sys

NAME, VERSION = "foyer-small-zh-en", "2.1.0"
SEEDS = {"training": 20261123, "language_model": 77}
OWN_FILES = {"model.json", "README.md"}


def checksums(model):
    """{path inside the model: sha256}."""
    parts = {}
    for folder, _, names in sorted(os.walk(model)):
        for name in sorted(names):
            path = os.path.join(folder, name)
            if name not in OWN_FILES:
                with open(path, "rb") as file:
                    parts[os.path.relpath(path, model)] = hashlib.sha256(file.read()).hexdigest()
    return parts


def main():
    model = sys.argv[1]
    with open(os.path.join(model, "graph", "words.txt"), encoding="utf8") as file:
        words = sum(1 for line in file if not line.startswith(("<", "#")))
    card = {
        "name": NAME, "version": VERSION, "languages": ["zh", "en"], "sample_rate": 16000, "words": words,
        "trained_on": "synthetic speech only", "use": "first contact, tests and demos; not for production",
        "recipe_seeds": SEEDS, "sha256": checksums(model),
    }
    with open(os.path.join(model, "model.json"), "w", encoding="utf8") as file:
        json.dump(card, file, ensure_ascii=False, indent=2)
        file.write("\n")


if __name__ == "__main__":
    main()
