package io.muster.finding;

import io.muster.inventory.CellState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * The scope of a settlement of findings, with the state of its cells before and the versions of the rules.
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
