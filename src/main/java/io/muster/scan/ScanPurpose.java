package io.muster.scan;

/** The purpose of a row in the table of scans. */
enum ScanPurpose {
    /** To read from AWS. */
    SCAN("Scan"),
    /** To judge again what is stored. */
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
