"""How a recipe names a method, and the steps of the engine that are read from it."""

from typing import Annotated, Any

from pydantic import AfterValidator, GetPydanticSchema

from wijkwerk.engine.steps import Step

NOTHING = "none"  # as a method: no step at all
Parameter = bool | int | float | str | tuple[float, ...]
# A method by its name, or with its parameters: `{method: min_max, onto: [0, 100]}`.
Method = str | dict[str, Parameter]
Methods = Method | tuple[Method, ...]


def step_of(method: Method) -> Step:
    """The method is "" where no name is given."""
    if isinstance(method, str):
        return Step(method)
    return Step(str(method.get("method", "")), {key: value for key, value in method.items() if key != "method"})


def steps_of(methods: Methods) -> tuple[Step, ...]:
    """The steps in order; none for `none`."""
    several = methods if isinstance(methods, tuple) else (methods,)
    return tuple(step for step in map(step_of, several) if step.method != NOTHING)


def _written_as(kind: Any) -> GetPydanticSchema:
    """What stands in the file where the shape has steps: its errors and its JSON schema are of that."""
    return GetPydanticSchema(lambda _, handler: handler.generate_schema(kind))


OneStep = Annotated[Step, _written_as(Annotated[Method, AfterValidator(step_of)])]
OneStepOrNone = Annotated[tuple[Step, ...], _written_as(Annotated[Method, AfterValidator(steps_of)])]
Steps = Annotated[tuple[Step, ...], _written_as(Annotated[Methods, AfterValidator(steps_of)])]
