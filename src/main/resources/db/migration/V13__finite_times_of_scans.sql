-- a schedule that had no upper bound could lead beyond all calendars: such a time can be stored, but not read
update account set next_scan_at = null where not isfinite(next_scan_at);
alter table account add constraint account_next_scan_at_is_finite check (isfinite(next_scan_at));
