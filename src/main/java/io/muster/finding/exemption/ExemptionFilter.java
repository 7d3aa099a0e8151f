package io.muster.finding.exemption;

import jakarta.annotation.Nullable;
import java.util.List;

/** Which exemptions are meant. Components are ANDed and the entries of a list are ORed; a null filters nothing, an empty list matches nothing. */
public record ExemptionFilter(
        @Nullable List<String> ids,
        @Nullable List<ExemptionType> types,
        @Nullable List<ExemptionState> states,
        @Nullable List<String> ruleIds,
        @Nullable List<String> accountIds,
        @Nullable Boolean endsSoon) {}
