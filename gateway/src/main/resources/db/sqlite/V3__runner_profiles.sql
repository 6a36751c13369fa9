-- What a runner says of itself when it joins.

alter table runner add column types  text not null default '[]';  -- JSON array of {name, schema}; the schema as text, empty without one
alter table runner add column labels text not null default '{}';  -- JSON object
alter table runner add column images text not null default '[]';  -- JSON array
