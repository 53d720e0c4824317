"""The types of Platformcraft: classes of responses, dictionaries of requests, enumerations and sort orders."""

from kinocraft_api.platformcraft_models import *  # noqa: F403, the generated modules name what they export
from kinocraft_api.platformcraft_params import *  # noqa: F403
