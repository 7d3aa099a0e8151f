package io.muster.estate.change;

import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.ToggleState;
import jakarta.annotation.Nullable;
import java.util.Set;

/** The metadata options of an instance are exchanged; null leaves one as it is. */
public record SetMetadataOptions(
        String instanceId,
        @Nullable HttpTokens httpTokens,
        @Nullable Integer hopLimit,
        @Nullable ToggleState httpEndpoint,
        @Nullable ToggleState instanceMetadataTags)
        implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.INSTANCE);
    }

    @Override
    public void make(Edits edits) {
        edits.change(edits.one(Instance.class, "instanceId", instanceId), known -> {
            MetadataOptions old = known.metadataOptions();
            return InstanceCopy.of(known)
                    .options(new MetadataOptions(
                            httpEndpoint == null ? old.httpEndpoint() : httpEndpoint,
                            httpTokens == null ? old.httpTokens() : httpTokens,
                            hopLimit == null ? old.hopLimit() : hopLimit,
                            instanceMetadataTags == null ? old.instanceMetadataTags() : instanceMetadataTags,
                            old.pending(),
                            old.reported()))
                    .instance();
        });
    }
}
