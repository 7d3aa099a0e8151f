-- Each claim counts the deliveries of a webhook that are under way: without an index, among all that wait.
create index webhook_delivery_leased on webhook_delivery (webhook_id, leased_until)
    where state = 'PENDING' and leased_until is not null;
