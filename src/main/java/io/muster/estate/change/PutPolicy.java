package io.muster.estate.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Policy;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.Map;
import java.util.Set;

/**
 * A managed policy of the account is made, attached to nothing.
 *
 * @param path begins and ends with a slash
 */
public record PutPolicy(String path, String name, JsonNode document) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.POLICY);
    }

    @Override
    public void make(Edits edits) {
        Scope home = edits.scope().global();
        String arn = home.arn(ResourceKind.POLICY, path.substring(1) + name);
        if (edits.find(Policy.class, arn).isPresent()) {
            throw new Refused("policyName", "there is a policy of the name " + name + " already");
        }
        edits.put(new Resource<>(
                arn,
                ResourceKind.POLICY,
                home,
                name,
                name,
                Map.of(),
                new Policy(arn, false, path, "v1", document, 0, 0, null, null)));
    }
}
