package io.muster.ops;

import java.util.List;

/** A measure of the cluster as a whole, as it stands in PostgreSQL. */
enum ClusterGauge {
    SCAN_TASKS("muster.scan.tasks", "Tasks that wait and that are worked on", "status"),
    CELLS("muster.cells", "Cells of enabled accounts, by how their last listing went", "state"),
    CELL_OLDEST_SUCCESS(
            "muster.cell.oldest.success.timestamp.seconds",
            "The last complete listing of the kind's cell that was listed longest ago",
            "kind"),
    ACCOUNT_OLDEST_SUCCESS(
            "muster.account.oldest.success.timestamp.seconds",
            "The last complete listing of the account's cell that was listed longest ago",
            "account"),
    GAPS(
            "muster.gaps",
            "Incomplete listings of enabled accounts, by the operation that fails and its error code",
            "operation",
            "error"),
    RESOURCES("muster.resources", "Resources, as the last complete listings had them", "kind"),
    FINDINGS("muster.findings", "Findings", "severity", "status"),
    EXEMPTIONS("muster.exemptions", "Suppressions and attestations", "state"),
    EXEMPTIONS_ENDING_SOON("muster.exemptions.ending.soon", "Suppressions and attestations that end soon"),
    WEBHOOK_DELIVERIES("muster.webhook.deliveries", "Deliveries of webhooks that did not succeed yet", "state"),
    DATABASE_WRITABLE("muster.database.writable", "Whether PostgreSQL takes writes: 1 or 0");

    private final String meter;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // the list is unmodifiable, which its type cannot say
    private final List<String> labels;

    ClusterGauge(String meter, String description, String... labels) {
        this.meter = meter;
        this.description = description;
        this.labels = List.of(labels);
    }

    String meter() {
        return meter;
    }

    String description() {
        return description;
    }

    List<String> labels() {
        return labels;
    }
}
