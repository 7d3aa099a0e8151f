package io.muster.demo;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** Snapshots and images, which can be shared: what there is depends on who asks for whose. */
final class Ec2Sharing {

    private static final String SELF = "self";

    private final DemoCloud cloud;

    Ec2Sharing(DemoCloud cloud) {
        this.cloud = cloud;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "DescribeSnapshots",
                snapshots(),
                "DescribeSnapshotAttribute",
                this::snapshotAttribute,
                "DescribeImages",
                images(),
                "DescribeImageAttribute",
                this::imageAttribute);
    }

    private Operation snapshots() {
        return new ListOperation<>(
                new Selection<>(
                        call -> cloud.listings(call).of(Snapshot.class),
                        this::wantedSnapshots,
                        "SnapshotId",
                        "InvalidSnapshot.NotFound"),
                Pages.CAPPED_AT_1000,
                (snapshots, token) -> DescribeSnapshotsResponse.builder()
                        .snapshots(snapshots)
                        .nextToken(token)
                        .build());
    }

    /** All snapshots here are the account's own: nobody else's are shared with it. */
    private Predicate<Snapshot> wantedSnapshots(Call call) {
        List<String> owners = call.parameters().list("Owner");
        Predicate<Snapshot> owned = snapshot -> ownedBy(owners, snapshot.ownerId(), call);
        if (!call.parameters().list("RestorableBy").contains("all")) {
            return owned;
        }
        Listing<DescribeSnapshotAttributeResponse> permissions =
                cloud.listings(call).of(DescribeSnapshotAttributeResponse.class);
        return owned.and(snapshot -> permissions.find(snapshot.snapshotId()).stream()
                .flatMap(attribute -> attribute.createVolumePermissions().stream())
                .map(CreateVolumePermission::groupAsString)
                .anyMatch("all"::equals));
    }

    private SdkPojo snapshotAttribute(Call call) {
        requireAttribute(call, "createVolumePermission");
        String id = call.parameters().require("SnapshotId");
        Listings listings = cloud.listings(call);
        return listings.of(Snapshot.class)
                .find(id)
                .flatMap(snapshot ->
                        listings.of(DescribeSnapshotAttributeResponse.class).find(id))
                .orElseThrow(() ->
                        new DemoError(400, "InvalidSnapshot.NotFound", "The snapshot '" + id + "' does not exist."));
    }

    private Operation images() {
        return new ListOperation<>(
                new Selection<>(
                        call -> cloud.listings(call).of(Image.class),
                        Ec2Sharing::wantedImages,
                        "ImageId",
                        "InvalidAMIID.NotFound"),
                Pages.CAPPED_AT_1000,
                (images, token) -> DescribeImagesResponse.builder()
                        .images(images)
                        .nextToken(token)
                        .build());
    }

    /** The owner of an image sees it when it is deprecated; a disabled one is shown only on demand. */
    private static Predicate<Image> wantedImages(Call call) {
        List<String> owners = call.parameters().list("Owner");
        boolean disabledToo = call.parameters().flag("IncludeDisabled");
        return image -> ownedBy(owners, image.ownerId(), call)
                && (disabledToo || !image.stateAsString().equals("disabled"));
    }

    private SdkPojo imageAttribute(Call call) {
        requireAttribute(call, "launchPermission");
        String id = call.parameters().require("ImageId");
        Listings listings = cloud.listings(call);
        return listings.of(Image.class)
                .find(id)
                .flatMap(image ->
                        listings.of(DescribeImageAttributeResponse.class).find(id))
                .orElseThrow(() ->
                        new DemoError(400, "InvalidAMIID.NotFound", "The image id '[" + id + "]' does not exist"));
    }

    private static boolean ownedBy(List<String> owners, String owner, Call call) {
        return owners.isEmpty() || owners.contains(owner) || (owners.contains(SELF) && owner.equals(call.accountId()));
    }

    private static void requireAttribute(Call call, String attribute) {
        String asked = call.parameters().require("Attribute");
        if (!asked.equals(attribute)) {
            throw DemoError.invalidParameter("The demo cloud knows only the attribute " + attribute + ", not " + asked);
        }
    }
}
