package io.muster.access;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** {@link AccessSettings}, for tests and for the packaged application alike. */
public final class LockedDoors implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(AccessSettings.class));
    }
}
