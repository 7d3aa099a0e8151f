package io.muster.example;

import io.muster.example.MusterApi.Finding;
import io.muster.example.MusterApi.FindingConnection;
import io.muster.example.MusterApi.FindingFilter;
import io.muster.example.MusterApi.Instance;
import io.muster.example.MusterApi.InstanceConnection;
import io.muster.example.MusterApi.InstanceFilter;
import java.util.function.Consumer;

/** Reads lists to their end, page by page: nothing is held but the page. */
public final class Estate {

    private final MusterApi api;
    private final int pageSize;

    public Estate(MusterApi api, int pageSize) {
        this.api = api;
        this.pageSize = pageSize;
    }

    /** The findings that are meant, the worst first. */
    public void findings(FindingFilter filter, Consumer<Finding> each) {
        String after = null;
        do {
            FindingConnection page = api.findings(filter, pageSize, after);
            page.nodes().forEach(each);
            after = page.pageInfo().hasNextPage() ? page.pageInfo().endCursor() : null;
        } while (after != null);
    }

    /** The instances that are meant, by their ids. */
    public void instances(InstanceFilter filter, Consumer<Instance> each) {
        String after = null;
        do {
            InstanceConnection page = api.instances(filter, pageSize, after);
            page.nodes().forEach(each);
            after = page.pageInfo().hasNextPage() ? page.pageInfo().endCursor() : null;
        } while (after != null);
    }
}
