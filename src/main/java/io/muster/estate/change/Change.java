package io.muster.estate.change;

import io.muster.inventory.kind.ResourceKind;
import java.util.Set;

/** One proposed change of the resources of an account. */
public sealed interface Change
        permits AddGroupRule,
                RemoveGroupRule,
                ReplaceGroupRules,
                PutGroup,
                PutRole,
                PutPolicy,
                PutInstanceProfile,
                SetSecurityGroups,
                SetGroupOfInterface,
                PutAclEntry,
                DeleteAclEntry,
                ReplaceAclEntries,
                PutRoute,
                DeleteRoute,
                ReplaceRoutes,
                SetMetadataOptions,
                SetInstanceProfile,
                SetProfileRole,
                PutRolePolicy,
                DeleteRolePolicy,
                AttachRolePolicy,
                DetachRolePolicy,
                RetainRolePolicies,
                SetPermissionsBoundary,
                SetTrustPolicy,
                SetPolicyDocument,
                AssociateAddress,
                DisassociateAddress,
                SetBlockPublicAccess,
                PutPublicAccessExclusion,
                DeletePublicAccessExclusion,
                Unknowable {

    /** The kinds whose resources it looks at or changes. */
    Set<ResourceKind> kinds();

    /**
     * Makes the change in the edits alone.
     *
     * @throws Refused                  where it cannot be made
     * @throws io.muster.estate.NotRead where it speaks of something that was not read
     */
    void make(Edits edits);
}
