package io.muster.scan;

import io.muster.inventory.StorableText;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A request with its accounts and their regions, as registered at the time of the request: the tasks that a new scan for it would
 * have. Later changes of a registration affect later requests only.
 */
final class AskedScan {

    private final ScanRequest request;
    private final String[] accountIds;
    private final List<NewTask> tasks = new ArrayList<>();

    /** @param regions by account, those that its registration names; null where it names none */
    AskedScan(ScanRequest request, Map<String, String[]> regions) {
        this.request = request;
        this.accountIds = regions.keySet().stream().sorted().toArray(String[]::new);
        for (String accountId : accountIds) {
            addTasks(accountId, regions(regions.get(accountId)));
        }
    }

    private @Nullable List<String> regions(@Nullable String[] registered) {
        if (request.regions() != null) {
            return request.regions();
        }
        return registered == null ? null : Arrays.asList(registered);
    }

    private void addTasks(String accountId, @Nullable List<String> regions) {
        if (regions == null || wantsAccountWide()) {
            tasks.add(new NewTask(accountId, Scope.GLOBAL, TaskPhase.ACCOUNT, regions == null));
        }
        if (regions != null) {
            regions.stream().distinct().forEach(region -> tasks.add(new NewTask(accountId, region, TaskPhase.REGION)));
        }
        tasks.add(new NewTask(accountId, Scope.GLOBAL, TaskPhase.ASSESS));
    }

    private boolean wantsAccountWide() {
        return request.kinds() == null || request.kinds().stream().anyMatch(ResourceKind::global);
    }

    List<NewTask> tasks() {
        return tasks;
    }

    /** Whether AWS is asked for every fact. */
    boolean full() {
        return request.full();
    }

    /** How far its clock is behind, in whole seconds. */
    double secondsBehind() {
        return request.behind().toSeconds();
    }

    /** The parameters of the query for a scan under way that covers it: its accounts, kinds, tasks, time and reason. */
    Tuple scope() {
        return Tuple.tuple()
                .addArrayOfString(accountIds)
                .addArrayOfString(kinds())
                .addArrayOfString(NewTask.column(tasks, NewTask::accountId))
                .addArrayOfString(NewTask.column(tasks, NewTask::region))
                .addArrayOfString(NewTask.column(tasks, task -> task.phase().name()))
                .addArrayOfBoolean(tasks.stream().map(NewTask::discovers).toArray(Boolean[]::new))
                .addDouble(secondsBehind())
                .addBoolean(request.concerned() != null)
                .addBoolean(request.trigger() == ScanTrigger.EVENT)
                .addBoolean(request.full());
    }

    /** The columns of a new scan, without its times. */
    Tuple scan() {
        return Tuple.of(request.trigger().name(), StorableText.of(request.reason()))
                .addArrayOfString(accountIds)
                .addArrayOfString(
                        request.regions() == null
                                ? null
                                : request.regions().stream().distinct().toArray(String[]::new))
                .addArrayOfString(kinds())
                .addString(requestedBy().key())
                .addString(requestedBy().name());
    }

    RequestedBy requestedBy() {
        return RequestedBy.of(request.requestedBy());
    }

    /** The resources that it is about; null where it is about all of its kinds. */
    @Nullable
    String[] resourceIds() {
        return request.concerned() == null
                ? null
                : request.concerned().resourceIds().stream().sorted().toArray(String[]::new);
    }

    /** The kinds that are read as a whole beside them. */
    @Nullable
    String[] wholeKinds() {
        return request.concerned() == null
                ? null
                : ResourceKind.names(request.concerned().whole());
    }

    /** The kinds of which any resource may have changed. */
    @Nullable
    String[] unnamedKinds() {
        return request.concerned() == null
                ? null
                : ResourceKind.names(request.concerned().unnamed());
    }

    private @Nullable String[] kinds() {
        return request.kinds() == null ? null : ResourceKind.names(request.kinds());
    }
}
