package io.muster.graphql;

import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.AccountScope;
import io.muster.scan.ScanFilter;
import io.muster.scan.ScanReads;
import io.muster.scan.ScanView;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
@NonBlocking
public class ScanApi {

    private final ScanReads scans;
    private final FilterNames names;

    ScanApi(ScanReads scans, FilterNames names) {
        this.scans = scans;
        this.names = names;
    }

    @Query("scans")
    @Description("Scans, the latest first.")
    public @NonNull Uni<ScanConnection> scans(
            Context context,
            @Name("filter") @Description(PageTexts.FILTER) ScanFilterInput filter,
            @Name("first") @DefaultValue("50") @Description(PageTexts.FIRST) Integer first,
            @Name("after") @Description(PageTexts.AFTER) String after) {
        AccountScope seen = CallContext.accounts(context);
        ScanFilter wanted = ScanFilterInput.toFilter(filter);
        return names.check(context)
                .chain(() -> scans.page(seen, wanted, PageRequest.of(first, after), Arguments.list(context)))
                .map(page -> ScanConnection.of(page, () -> scans.count(seen, wanted)));
    }

    @Description(PageTexts.TOTAL_COUNT)
    public @NonNull Uni<Integer> totalCount(@Source ScanConnection connection) {
        return connection.total().get();
    }

    @Query("scan")
    @Description("One scan, or null.")
    public Uni<ScanType> scan(
            Context context, @Name("scanId") @NonNull @Id @Description("The scan's id.") String scanId) {
        return scans.find(CallContext.accounts(context), scanId)
                .map(found -> found.map(ScanType::of).orElse(null));
    }

    @Description("The gaps, which could not be read, with their reasons: the first " + ScanView.GAPS
            + ". Findings and resources behind a gap are left as they were. `coverage`" + " tells all.")
    public @NonNull Uni<List<@NonNull List<ScanType.@NonNull Gap>>> gaps(@Source List<ScanType> source) {
        // scans show no accounts but those that the caller may see
        AccountScope seen = AccountScope.of(
                source.stream().flatMap(scan -> scan.accountIds().stream()).collect(Collectors.toSet()));
        return scans.gaps(seen, source.stream().map(ScanType::scanId).toList())
                .map(gaps -> source.stream()
                        .map(scan -> gaps.getOrDefault(scan.scanId(), List.of()).stream()
                                .map(ScanType.Gap::of)
                                .toList())
                        .toList());
    }
}
