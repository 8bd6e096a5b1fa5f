"""Imports decks into a new collection of Anki and prints, of each, how many notes are new, and how
many there are then.

import_deck.py COLLECTION DECK...
"""

import json
import sys

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest


def main(path: str, decks: list[str]) -> None:
    collection = Collection(path)
    for deck in decks:
        request = ImportAnkiPackageRequest(package_path=deck, options=ImportAnkiPackageOptions())
        log = collection.import_anki_package(request).log
        print(json.dumps([len(log.new), len(log.conflicting), collection.note_count(), collection.card_count()]))
    for note in collection.find_notes(""):
        (card,) = collection.get_note(note).cards()
        assert "id=answer" in card.answer()
    collection.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
