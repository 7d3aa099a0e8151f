package io.muster.finding;

import io.muster.inventory.CellState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Which findings of a scope are settled, and what is known besides the judgements.
 *
 * @param before   the cells as they were before this scan: they tell when a finding was confirmed last
 * @param rules    the rules that judged, whose findings alone are settled; null for every rule
 * @param versions the versions of all rules about the scope, so that findings can say that a rule change caused their change; empty
 *                 where they are not known
 */
public record Settlement(
        Scope scope,
        Instant at,
        Map<ResourceKind, CellState> before,
        @Nullable Set<String> rules,
        Map<String, String> versions) {}
