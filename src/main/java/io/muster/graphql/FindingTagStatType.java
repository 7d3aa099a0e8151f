package io.muster.graphql;

import io.muster.finding.FindingTagCount;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("FindingTagStat")
@Description("Findings on resources that have the same value of a tag.")
public record FindingTagStatType(
        @Description("The value of the tag; null for resources without the tag.")
        String value,

        @Description("How many findings.") int count,
        @Description("How many of them are critical.") int critical,
        @Description("How many of them are high.") int high,
        @Description("How many of them are medium.") int medium,
        @Description("How many of them are low.") int low,
        @Description("How many of them are informational.") int info,
        @Description("How many resources they are on.") int resources) {

    static FindingTagStatType of(FindingTagCount row) {
        return new FindingTagStatType(
                row.value(),
                row.count(),
                row.critical(),
                row.high(),
                row.medium(),
                row.low(),
                row.info(),
                row.resources());
    }
}
