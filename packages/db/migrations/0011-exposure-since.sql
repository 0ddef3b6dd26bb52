-- Exposures that ended are history and stay: what was first seen in the last weeks, and the first of all, is found without reading them.

create index exposure_since on exposure (since);
