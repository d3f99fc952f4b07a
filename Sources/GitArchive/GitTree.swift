import CGit2

/// Writes and reads the folders of a commit.
enum GitTree {
    /// The tree that some edits make of another one, or of none. A folder that becomes empty goes.
    static func write(
        _ edits: [GitCommit.Edit], over base: GitObject?, _ handle: GitHandle
    ) throws(GitArchiveError) -> GitObject {
        let split = edits.map { (parts: $0.path.split(separator: "/").map(String.init)[...], bytes: $0.bytes) }
        for edit in split where edit.parts.isEmpty || edit.parts.contains(where: { $0 == "." || $0 == ".." }) {
            throw GitArchiveError(.failed, "write a tree", cause: "a path is empty or climbs")
        }
        if let id = try folder(split, over: base, handle) { return try GitObject.tree(id, handle) }
        return try GitObject.tree(try emptyTree(handle), handle)
    }

    /// The bytes of a file; `nil` when there is none.
    static func file(_ path: String, in tree: GitObject, _ handle: GitHandle) throws(GitArchiveError) -> [UInt8]? {
        var entry: OpaquePointer?
        let status = git_tree_entry_bypath(&entry, tree.pointer, path)
        if status == GIT_ENOTFOUND.rawValue { return nil }
        try GitLibrary.check(status, "find a file")
        defer { git_tree_entry_free(entry) }
        guard let id = git_tree_entry_id(entry)?.pointee, git_tree_entry_type(entry) == GIT_OBJECT_BLOB else {
            return nil
        }
        let blob = try GitObject.blob(id, handle)
        let size = Int(git_blob_rawsize(blob.pointer))
        return Array(UnsafeRawBufferPointer(start: git_blob_rawcontent(blob.pointer), count: size))
    }

    private typealias SplitEdit = (parts: ArraySlice<String>, bytes: [UInt8]?)

    /// The id of a folder after the edits; `nil` when nothing is left in it.
    private static func folder(
        _ edits: [SplitEdit], over base: GitObject?, _ handle: GitHandle
    ) throws(GitArchiveError) -> git_oid? {
        var builder: OpaquePointer?
        try GitLibrary.check(git_treebuilder_new(&builder, handle.pointer, base?.pointer), "write a tree")
        defer { git_treebuilder_free(builder) }
        for (name, inside) in Dictionary(grouping: edits, by: { $0.parts.first ?? "" }).sorted(by: { $0.key < $1.key })
        {
            if let file = inside.last(where: { $0.parts.count == 1 }) {
                let id = try file.bytes.map { bytes throws(GitArchiveError) in try blob(bytes, handle) }
                try put(id, name, builder, GIT_FILEMODE_BLOB)
            } else {
                let deeper = inside.map { (parts: $0.parts.dropFirst(), bytes: $0.bytes) }
                let old = try subfolder(name, of: base, handle)
                try put(try folder(deeper, over: old, handle), name, builder, GIT_FILEMODE_TREE)
            }
        }
        guard git_treebuilder_entrycount(builder) > 0 else { return nil }
        var id = git_oid()
        try GitLibrary.check(git_treebuilder_write(&id, builder), "write a tree")
        return id
    }

    private static func put(
        _ id: git_oid?, _ name: String, _ builder: OpaquePointer?, _ mode: git_filemode_t
    ) throws(GitArchiveError) {
        if var id {
            try GitLibrary.check(git_treebuilder_insert(nil, builder, name, &id, mode), "write a tree")
        } else if git_treebuilder_get(builder, name) != nil {
            try GitLibrary.check(git_treebuilder_remove(builder, name), "write a tree")
        }
    }

    private static func subfolder(
        _ name: String, of base: GitObject?, _ handle: GitHandle
    ) throws(GitArchiveError) -> GitObject? {
        guard let base, let entry = git_tree_entry_byname(base.pointer, name),
            git_tree_entry_type(entry) == GIT_OBJECT_TREE, let id = git_tree_entry_id(entry)?.pointee
        else { return nil }
        return try GitObject.tree(id, handle)
    }

    private static func blob(_ bytes: [UInt8], _ handle: GitHandle) throws(GitArchiveError) -> git_oid {
        var id = git_oid()
        let status = bytes.withUnsafeBytes {
            git_blob_create_from_buffer(&id, handle.pointer, $0.baseAddress, $0.count)
        }
        try GitLibrary.check(status, "write a file")
        return id
    }

    private static func emptyTree(_ handle: GitHandle) throws(GitArchiveError) -> git_oid {
        var builder: OpaquePointer?
        try GitLibrary.check(git_treebuilder_new(&builder, handle.pointer, nil), "write a tree")
        defer { git_treebuilder_free(builder) }
        var id = git_oid()
        try GitLibrary.check(git_treebuilder_write(&id, builder), "write a tree")
        return id
    }
}
