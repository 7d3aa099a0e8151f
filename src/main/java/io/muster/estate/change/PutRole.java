package io.muster.estate.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A role is created, with a trust policy and no other policies.
 *
 * @param path begins and ends with a slash
 * @param tags those of {@link Resource#unknownTags} where they are not known before it is made
 */
public record PutRole(String path, String name, JsonNode trustPolicy, Map<String, String> tags) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.ROLE);
    }

    @Override
    public void make(Edits edits) {
        if (edits.find(Role.class, name).isPresent()) {
            throw new Refused("roleName", "there is a role of the name " + name + " already");
        }
        Scope home = edits.scope().global();
        edits.put(new Resource<>(
                home.arn(ResourceKind.ROLE, path.substring(1) + name),
                ResourceKind.ROLE,
                home,
                name,
                name,
                tags,
                new Role(path, trustPolicy, List.of(), List.of(), null, null, null, null, null, null, null)));
    }
}
