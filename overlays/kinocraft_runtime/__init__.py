"""What generated and hand-written code share. It imports neither of them, and does no input or output.

- `calls`: an operation, a call of it, and its raw response, as data.
- `resources`: base classes of sections such as `client.videos`, and the protocol of what sends their calls.
- `pagination`: pages of a list, and how the next page is found.
- `model`: the base class of all models. Only this module loads pydantic.
"""
