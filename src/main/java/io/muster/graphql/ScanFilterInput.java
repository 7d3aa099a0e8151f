package io.muster.graphql;

import io.muster.scan.ScanFilter;
import io.muster.scan.ScanStatus;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("ScanFilter")
@Description("Which scans are meant. Fields are ANDed, the entries of a list are ORed.")
public class ScanFilterInput {

    @Description("One of these scans.")
    @Id
    public List<@NonNull String> scanIds;

    @Description("Scans that reach at least one of these accounts.")
    public List<@NonNull String> accountIds;

    @Description("With one of these statuses.")
    public List<@NonNull ScanStatus> statuses;

    @Description("Asked for after this instant.")
    public Instant requestedAfter;

    @Description("Ended after this instant.")
    public Instant finishedAfter;

    static ScanFilter toFilter(ScanFilterInput input) {
        return input == null
                ? new ScanFilter(null, null, null, null, null)
                : new ScanFilter(
                        input.scanIds, input.accountIds, input.statuses, input.requestedAfter, input.finishedAfter);
    }
}
