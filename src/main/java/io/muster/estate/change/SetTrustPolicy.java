package io.muster.estate.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.kind.ResourceKind;
import java.util.Set;

/** The trust policy of a role is replaced. */
public record SetTrustPolicy(String roleName, JsonNode document) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.ROLE);
    }

    @Override
    public void make(Edits edits) {
        edits.change(RoleCopy.changeable(edits, roleName), known -> RoleCopy.trusting(known, document));
    }
}
