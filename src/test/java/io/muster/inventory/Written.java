package io.muster.inventory;

import java.util.List;

/** What is written beside a resource's document, for tests that write it themselves. */
public final class Written {

    private Written() {}

    public static List<String> addresses(Resource<?> resource) {
        return KindModel.addresses(resource).stream().map(IpRange::toString).toList();
    }
}
