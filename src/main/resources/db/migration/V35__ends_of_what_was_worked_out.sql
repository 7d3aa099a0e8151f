-- What ended longer ago than history is kept is found by its end.
create index resource_address_by_end on resource_address (valid_to) where valid_to is not null;
create index attack_path_by_end on attack_path (valid_to);
create index exposure_by_end on exposure (valid_to);
create index privilege_by_end on privilege (valid_to);
