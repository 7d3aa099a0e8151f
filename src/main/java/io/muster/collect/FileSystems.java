package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.SecurityGroupUser;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.efs.model.DescribeFileSystemsResponse;
import software.amazon.awssdk.services.efs.model.DescribeMountTargetSecurityGroupsResponse;
import software.amazon.awssdk.services.efs.model.DescribeMountTargetsResponse;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.efs.model.MountTargetDescription;
import software.amazon.awssdk.services.efs.model.Tag;

/** The file systems of EFS that have mount targets, with the groups of all of these. */
final class FileSystems extends DetailCollector<FileSystemDescription, SecurityGroupUser> {

    private static final Lookup<MountTargetDescription, List<String>> GROUPS = Lookup.of(
                    AwsService.EFS,
                    "DescribeMountTargetSecurityGroups",
                    MountTargetDescription::mountTargetId,
                    (efs, id) -> efs.describeMountTargetSecurityGroups(r -> r.mountTargetId(id)),
                    DescribeMountTargetSecurityGroupsResponse::securityGroups)
            .gone("MountTargetNotFound")
            // of a mount target that is being made or deleted
            .none("IncorrectMountTargetState", List.of());

    private static final Lookup<FileSystemDescription, List<Detail<MountTargetDescription>>> TARGETS =
            NestedLookup.each(
                            Lookup.list(
                                            AwsService.EFS,
                                            "DescribeMountTargets",
                                            FileSystemDescription::fileSystemId,
                                            (efs, id, token) -> efs.describeMountTargets(r -> r.fileSystemId(id)
                                                    .maxItems(100)
                                                    .marker(token)),
                                            DescribeMountTargetsResponse::nextMarker,
                                            DescribeMountTargetsResponse::mountTargets)
                                    .gone("FileSystemNotFound"),
                            List.of(GROUPS))
                    .rechecked();

    FileSystems() {
        super(
                SecurityGroupUser.class,
                Listing.of(
                        AwsService.EFS,
                        "DescribeFileSystems",
                        (efs, token) ->
                                efs.describeFileSystems(r -> r.maxItems(100).marker(token)),
                        DescribeFileSystemsResponse::nextMarker,
                        DescribeFileSystemsResponse::fileSystems),
                FileSystemDescription::fileSystemId,
                List.of(TARGETS));
    }

    @Override
    boolean counts(AwsScope aws, FileSystemDescription fileSystem) {
        return fileSystem.numberOfMountTargets() == null || fileSystem.numberOfMountTargets() > 0;
    }

    @Override
    Resource<SecurityGroupUser> resource(AwsScope aws, Detail<FileSystemDescription> detail) {
        FileSystemDescription fileSystem = detail.item();
        Map<String, String> tags = Tags.of(fileSystem.tags(), Tag::key, Tag::value);
        return GroupUserListing.user(
                aws,
                "EFS_FILE_SYSTEM",
                fileSystem.fileSystemArn(),
                fileSystem.name(),
                tags,
                groups(detail.of(TARGETS)));
    }

    /** The groups of all mount targets; null where those of one are unknown. */
    private static @Nullable List<String> groups(@Nullable List<Detail<MountTargetDescription>> targets) {
        if (targets == null || targets.stream().anyMatch(target -> target.of(GROUPS) == null)) {
            return null;
        }
        List<String> groups = new ArrayList<>();
        targets.forEach(target -> groups.addAll(target.of(GROUPS)));
        return groups;
    }
}
