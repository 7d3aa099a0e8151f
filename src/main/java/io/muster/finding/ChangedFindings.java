package io.muster.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Findings of one account with the same type of event, as replicas notify each other of them: as many as fit into one
 * notification.
 */
record ChangedFindings(FindingEventType type, String accountId, Instant at, List<UUID> ids) {

    /** PostgreSQL's notifications are shorter than 8,000 bytes. */
    static final int MOST = 200;

    private static final String BETWEEN = " ";

    static List<ChangedFindings> of(FindingEventType type, String accountId, Instant at, List<UUID> ids) {
        List<ChangedFindings> parts = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += MOST) {
            parts.add(new ChangedFindings(type, accountId, at, ids.subList(from, Math.min(ids.size(), from + MOST))));
        }
        return parts;
    }

    String write() {
        return ids.stream()
                .map(UUID::toString)
                .collect(Collectors.joining(
                        BETWEEN, String.join(BETWEEN, type.name(), accountId, at.toString(), ""), ""));
    }

    static ChangedFindings read(String subject) {
        String[] parts = subject.split(BETWEEN, 4);
        return new ChangedFindings(
                FindingEventType.valueOf(parts[0]),
                parts[1],
                Instant.parse(parts[2]),
                Arrays.stream(parts[3].split(BETWEEN)).map(UUID::fromString).toList());
    }
}
