package io.muster.graphql;

import io.muster.inventory.Coverage;
import io.muster.inventory.kind.ResourceKind;
import io.muster.scan.DenialCause;
import io.muster.scan.Remedies;
import io.muster.scan.Remedy;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("CoverageGap")
@Description("An operation that failed when listings were last attempted, and the way to close the gap.")
public record CoverageGapType(
        @NonNull @Description("The AWS operation, for example ec2:DescribeVolumes.")
        String operation,

        @NonNull @Description("AWS's error code, or the kind of the connection's failure.")
        String errorCode,

        @NonNull
        @Description("The message of AWS, with the first of the items that it is about, where these are single ones.")
        String message,

        @NonNull @Description("Since when it has failed with this code, without a success in between.")
        Instant since,

        @NonNull @Description("The regions in which it fails, or `global`.")
        List<@NonNull String> regions,

        @NonNull
        @Description(
                "The kinds whose listings it leaves incomplete; ACCOUNT_SETTINGS for the account's list of regions.")
        List<@NonNull ResourceKind> kinds,

        @Description("How many listings it leaves incomplete.")
        int listings,

        @Description("The policy that denies it; null where it failed for another reason.")
        DenialCause deniedBy,

        @NonNull @Description("The way to close the gap, in a sentence; it says so where a statement would not help.")
        String remedy,

        @Description(
                "The statement of an IAM policy, as JSON, that closes the gap; null where no statement would help.")
        String statement) {

    static CoverageGapType of(Coverage.Gap gap, Remedies remedies) {
        Remedy remedy = remedies.of(gap.operation(), gap.errorCode(), gap.message());
        return new CoverageGapType(
                gap.operation(),
                gap.errorCode(),
                gap.message(),
                gap.since(),
                gap.regions(),
                gap.kinds(),
                gap.listings(),
                remedy.deniedBy(),
                remedy.text(),
                Remedies.statement(remedy));
    }
}
