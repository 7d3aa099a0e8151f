package io.muster.estate;

import io.muster.inventory.Parts;
import io.muster.inventory.kind.FlowLog;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.PrefixListEntry;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Snapshot;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import io.muster.inventory.kind.Vpc;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Resources that one line says all of. */
public final class Made {

    private Made() {}

    public static <T extends Record> Estates.Made<T> of(String id, T attributes) {
        return of(id, Map.of(), attributes);
    }

    public static <T extends Record> Estates.Made<T> of(String id, Map<String, String> tags, T attributes) {
        return () -> Estates.resource(id, tags, attributes);
    }

    public static Estates.Made<Vpc> vpc(String id, boolean isDefault, String owner) {
        return of(id, new Vpc(List.of("10.0.0.0/16"), List.of(), isDefault, owner, null, null));
    }

    public static Estates.Made<FlowLog> flowLog(String id, String status, String logged) {
        return of(id, new FlowLog(status, "SUCCESS", null, "ALL", logged, "s3"));
    }

    public static Estates.Made<PrefixList> prefixList(String id, String name, String owner, String... cidrs) {
        List<PrefixListEntry> entries = Arrays.stream(cidrs)
                .map(cidr -> new PrefixListEntry(cidr, null))
                .toList();
        return of(id, new PrefixList(name, owner, "IPv4", 1L, entries, null));
    }

    public static Estates.Made<PrefixList> unreadableList(String id, String name, String owner) {
        return of(id, new PrefixList(name, owner, "IPv4", 1L, null, null));
    }

    /** What Systems Manager knows of the instance of that id. */
    public static Estates.Made<ManagedInstance> node(String instanceId, String pingStatus) {
        return of(instanceId, Parts.of(ManagedInstance.class, "instanceId", instanceId, "pingStatus", pingStatus));
    }

    /** The profile that hands the role of that name to its instances; null for an empty one. */
    public static Estates.Made<InstanceProfile> profile(String name, String role) {
        String roleArn = role == null ? null : Estates.REGION.global().arn(ResourceKind.ROLE, role);
        return of(name, new InstanceProfile("AIPA" + name, "/", roleArn, null));
    }

    /** A table with one active route; the main one where no subnet is named. */
    public static Estates.Made<RouteTable> routes(String id, List<String> subnets, Route... routes) {
        return of(
                id,
                new RouteTable(
                        "vpc-1", subnets.isEmpty(), subnets, List.of(), Arrays.asList(routes), Estates.ACCOUNT, null));
    }

    public static Route route(String destination, String target) {
        return new Route(destination, target, null, "active", false, null, null);
    }

    public static Estates.Made<Volume> volume(
            String id, boolean encrypted, String state, Map<String, String> tags, String... instances) {
        List<VolumeAttachment> attachments = Arrays.stream(instances)
                .map(instance -> new VolumeAttachment(instance, "/dev/xvda", true, true))
                .toList();
        return of(id, tags, new Volume(encrypted, null, 8, "gp3", state, null, null, attachments, false, null));
    }

    public static Estates.Made<Snapshot> snapshot(String id, boolean encrypted, String state, boolean isPublic) {
        return of(id, new Snapshot(encrypted, null, "vol-1", state, Estates.NOW, 8, null, isPublic, List.of(), null));
    }

    public static Estates.Made<Image> image(
            String id, String state, boolean isPublic, String owner, String imdsSupport, Map<String, String> tags) {
        return of(
                id,
                tags,
                new Image(
                        state,
                        isPublic,
                        List.of(),
                        null,
                        null,
                        imdsSupport,
                        List.of(),
                        null,
                        owner,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of()));
    }

    /** Settings of which only what the rules read is given. */
    public static Estates.Made<RegionSettings> settings(
            Boolean ebsEncryption, String snapshotBlock, String httpTokens, String tokensEnforced, String managedBy) {
        return of(
                Estates.ACCOUNT,
                new RegionSettings(
                        ebsEncryption,
                        null,
                        snapshotBlock,
                        null,
                        httpTokens,
                        tokensEnforced,
                        managedBy,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    /** Settings of VPC Block Public Access alone. */
    public static Estates.Made<RegionSettings> publicAccess(String mode, String exclusionsAllowed) {
        return of(
                Estates.ACCOUNT,
                new RegionSettings(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        mode,
                        null,
                        null,
                        null,
                        null,
                        exclusionsAllowed,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }
}
