-- How one rule stands in each account is read from its own series alone, not from those of all rules.
create index finding_series_by_rule on finding_series (rule_id, level);
