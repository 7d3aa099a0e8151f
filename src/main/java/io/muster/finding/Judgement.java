package io.muster.finding;

import io.muster.inventory.Resource;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;

/** What one rule says of one resource. */
public record Judgement(RuleMetadata rule, Resource<?> resource, Verdict verdict) {}
