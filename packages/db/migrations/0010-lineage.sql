-- What an image is built on is asked of its own layers: who else ends where one of them ends, and who has that digest.
-- An image and what is built on it share every chain id of image_layer, so only the last one tells the base from all that stand on it.

alter table image add column top_chain_id bytea;   -- chain id of its last layer; null until it is read, and for one without layers
update image i set top_chain_id = (select l.chain_id from image_layer l where l.image_id = i.id order by l.ordinal desc limit 1)
where state = 3 and not is_index;
create index image_top_chain on image (top_chain_id) where top_chain_id is not null;
create index image_digest on image (digest);

alter table index_child add column materials jsonb; -- images that took part in its build, [{name, digest}], as its attestation in this index says; null if it has none
