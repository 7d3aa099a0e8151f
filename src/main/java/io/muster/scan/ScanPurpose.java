package io.muster.scan;

/** The purpose of a row in the table of scans. */
enum ScanPurpose {
    /** The scan reads from AWS. */
    SCAN("Scan"),
    /** The stored resources are judged again. */
    ASSESSMENT("Assessment");

    private final String label;

    ScanPurpose(String label) {
        this.label = label;
    }

    /** The name of its jobs in messages. */
    String label() {
        return label;
    }
}
