package io.muster.finding.exemption;

import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Describes a change of an exemption in words. */
final class ExemptionNotes {

    private ExemptionNotes() {}

    static String of(ExemptionTerms before, ExemptionTerms after) {
        List<String> changes = new ArrayList<>();
        add("reason", before.reason(), after.reason(), changes);
        add("owner", before.owner(), after.owner(), changes);
        add("until", before.until(), after.until(), changes);
        add("evidence", before.evidence(), after.evidence(), changes);
        return changes.isEmpty() ? "nothing" : String.join("; ", changes);
    }

    private static void add(String field, @Nullable Object before, @Nullable Object after, List<String> changes) {
        if (!Objects.equals(before, after)) {
            changes.add(field + ": " + before + " -> " + after);
        }
    }
}
