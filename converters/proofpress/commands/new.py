"""`proofpress new`: a ready site in an empty folder."""

from __future__ import annotations

import sys
from pathlib import Path

from proofpress.commands.language import Speaker
from proofpress.scaffold import NotEmpty, create


def run(folder: str, name: str | None, speak: Speaker) -> int:
    """Lay out the site and say what to do next. Returns 0, or 2 where the folder cannot be used."""
    path = Path(folder)
    try:
        written = create(
            path, name or path.resolve().name.replace("-", " ").replace("_", " ") or "Articles", speak.language
        )
    except NotEmpty as error:
        print(
            speak(
                f"{folder}: holds files already ({Path(str(error)).name}); name a new or an empty folder",
                f"{folder}：文件夹不为空（{Path(str(error)).name}）；请给出新的或空的文件夹",
            ),
            file=sys.stderr,
        )
        return 2
    except OSError as error:
        print(
            speak(
                f"{folder}: cannot be written to: {error.strerror}; choose another folder",
                f"{folder}：无法写入：{error.strerror}；请选择其他文件夹",
            ),
            file=sys.stderr,
        )
        return 2
    print(speak(f"{len(written)} files in {folder}. Next:", f"已在 {folder} 写入 {len(written)} 个文件。接下来："))
    print(f"\n    cd {folder}\n    pip install -r requirements.txt\n    mkdocs serve\n")
    return 0
