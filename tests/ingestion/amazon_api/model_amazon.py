"""An Amazon made of its own published models: refuses what they do not allow, and answers in their shapes."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.ingestion.fetching.provider import Answer, Asked, as_json

FILES = ("sellers", "reports_2021-06-30", "finances_2024-06-19", "fulfillmentInboundV0")
DEEPEST = 22
USAGE = re.compile(r"\|\s*([\d.]+)\s*\|\s*(\d+)\s*\|")
TOKENS = ("nextToken", "NextToken")


@dataclass
class Operation:
    """One operation of a model, with what its sandbox answers first and what its schema allows."""

    model: dict[str, Any]
    method: str
    path: str
    about: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.about["operationId"])

    @property
    def rate(self) -> tuple[float, int]:
        found = USAGE.search(self.about["description"])
        assert found, self.name
        return float(found[1]), int(found[2])

    def is_asked(self, asked: Asked) -> bool:
        template = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(self.path))
        return asked.method == self.method and re.fullmatch(template, asked.path) is not None

    def faults(self, asked: Asked) -> list[str]:
        """What the model does not allow about a request."""
        declared = {one["name"]: one for one in self.about["parameters"] if one["in"] == "query"}
        missing = [name for name, one in declared.items() if one.get("required") and name not in asked.query]
        unknown = sorted(set(asked.query) - set(declared))
        odd = [
            f"{name}={value}"
            for name, value in asked.query.items()
            if value not in declared.get(name, {}).get("enum", [value])
        ]
        return [*missing, *unknown, *odd, *self._faults_of_body(asked)]

    def _faults_of_body(self, asked: Asked) -> list[str]:
        schema = next((one["schema"] for one in self.about["parameters"] if one["in"] == "body"), None)
        if schema is None:
            return []
        body = json.loads(asked.body)
        definition = self.model["definitions"][schema["$ref"].rpartition("/")[2]]
        return [name for name in definition["required"] if name not in body] + sorted(
            set(body) - set(definition["properties"])
        )

    def answers(self) -> list[dict[str, Any]]:
        """The sandbox's good answers, then one of every field of the schema."""
        status, response = next((code, one) for code, one in self.about["responses"].items() if code.startswith("2"))
        pairs = response.get("x-amzn-api-sandbox", {}).get("static", [])
        return [pair["response"] for pair in pairs] + [self._made(response["schema"], 0, status)]

    def _made(self, schema: dict[str, Any], depth: int, name: str) -> Any:
        if "$ref" in schema:
            return self._made(self.model["definitions"][schema["$ref"].rpartition("/")[2]], depth + 1, name)
        if "allOf" in schema:
            parts = [self._made(part, depth + 1, name) for part in schema["allOf"]]
            return {key: value for part in parts for key, value in part.items()}
        kind = schema.get("type")
        if kind == "array":
            return [] if depth > DEEPEST else [self._made(schema["items"], depth + 1, name)]
        if kind == "object":
            return {key: self._made(one, depth + 1, key) for key, one in schema.get("properties", {}).items()}
        if kind in ("number", "integer"):
            return 10.25 if kind == "number" else 7
        if kind == "boolean":
            return True
        is_moment = schema.get("format") == "date-time" or re.search("(Date|Time)$", name)
        return schema.get("enum", ["2026-03-01T10:00:00Z" if is_moment else f"some {name}"])[-1]


@dataclass
class ModelAmazon:
    """Answers each operation with its answers in turn; a request for a later page gets an answer that is the last."""

    operations: list[Operation]
    asked_for: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path) -> "ModelAmazon":
        models = [json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in FILES]
        return cls(
            [
                Operation(model, method.upper(), path, about)
                for model in models
                for path, methods in model["paths"].items()
                for method, about in methods.items()
                if method in ("get", "post")
            ]
        )

    def __call__(self, asked: Asked) -> Answer:
        if asked.path == "/auth/o2/token":
            return as_json({"access_token": "token", "expires_in": 3600})
        if asked.path.startswith("/awd/"):
            return as_json({"inventory": []})
        operation = next((one for one in self.operations if one.is_asked(asked)), None)
        if operation is None:
            return Answer(200, b"sku\tfnsku\nA\tB\n")
        if faults := operation.faults(asked):
            self.faults.append(f"{operation.name}: {', '.join(faults)}")
            return as_json({"errors": faults}, 400)
        number = self.asked_for[operation.name] = self.asked_for.get(operation.name, -1) + 1
        answers = operation.answers()
        return as_json(_fitting(answers[number % len(answers)], operation.name, asked))


def _fitting(answer: dict[str, Any], name: str, asked: Asked) -> dict[str, Any]:
    """An answer after which the flow goes on: a page after the first is the last, a report is done, a file is here."""
    if name == "getReportDocument":
        return {"reportDocumentId": "doc", "url": f"http://{asked.headers['host']}/files/1"}
    if name == "getReport":
        return {**answer, "processingStatus": "DONE", "reportDocumentId": "doc"}
    if not set(TOKENS) & set(asked.query):
        return answer
    without = {key: value for key, value in answer.items() if key not in TOKENS}
    if isinstance(answer.get("payload"), dict):
        without["payload"] = {key: value for key, value in answer["payload"].items() if key not in TOKENS}
    return without
