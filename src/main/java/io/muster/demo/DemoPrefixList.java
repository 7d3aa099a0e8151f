package io.muster.demo;

import java.util.List;

/** The prefix lists of a region: two that the account keeps and two of AWS's own. */
enum DemoPrefixList {
    OFFICES("office-networks"),
    /** Two halves that are the whole internet together. */
    PARTNERS("partner-networks"),
    S3("com.amazonaws.%s.s3"),
    DYNAMODB("com.amazonaws.%s.dynamodb");

    private final String nameFormat;

    DemoPrefixList(String nameFormat) {
        this.nameFormat = nameFormat;
    }

    String listName(String region) {
        return nameFormat.formatted(region);
    }

    List<String> cidrs() {
        return switch (this) {
            case OFFICES -> List.of("203.0.113.0/24", "198.51.100.0/24");
            case PARTNERS -> List.of("0.0.0.0/1", "128.0.0.0/1");
            case S3 -> List.of("52.219.0.0/16", "3.5.134.0/23");
            case DYNAMODB -> List.of("52.119.188.0/22");
        };
    }

    boolean awsManaged() {
        return this == S3 || this == DYNAMODB;
    }
}
