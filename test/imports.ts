import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, posix, relative } from 'node:path';
import ts from 'typescript';

/** One import of a source file: `import type { Trace } from '#domain/trace.ts'`. */
export interface Import {
  /** As it is written: `#domain/trace.ts`, `./diff.ts?raw`, `xstate`. */
  specifier: string;
  /** Nothing of it is left after compilation. */
  typesOnly: boolean;
}

/** A file of the project: its path from the top folder, with `/`, and its text. */
export interface Source {
  path: string;
  text: string;
}

const parsed = new Set(['.ts', '.mjs', '.astro', '.mdx']);

/** All files under a folder that can import something. */
export function sourcesUnder(top: string, folder: string): Source[] {
  return readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && parsed.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(top, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }));
}

/** What a file imports: static, re-exported, dynamic and in types. */
export function importsOf(source: Source): Import[] {
  const file = ts.createSourceFile(source.path, scriptOf(source), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier && ts.isStringLiteralLike(specifier)) {
      found.push({ specifier: specifier.text, typesOnly: isTypesOnly(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The path from the top folder of what a specifier names, or undefined for a package: `src/domain/trace.ts`. */
export function resolveImport(specifier: string, importer: string): string | undefined {
  const path = specifier.replace(/\?.*$/, '');
  if (path.startsWith('#')) return posix.join('src', path.slice(1));
  if (path.startsWith('.')) return posix.join(posix.dirname(importer), path);
  return path.startsWith('/') ? path.slice(1) : undefined;
}

/** The TypeScript in a file: the frontmatter and scripts of `.astro`, the import lines of `.mdx` outside of its code. */
function scriptOf({ path, text }: Source): string {
  if (path.endsWith('.astro')) {
    const frontmatter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
    const scripts = [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]);
    return [frontmatter, ...scripts].join('\n');
  }
  if (!path.endsWith('.mdx')) return text;
  const prose = text.replace(/^(`{3,})[\s\S]*?^\1/gm, '');
  return [...prose.matchAll(/^(?:import|export)\b.*from .*$/gm)].map(([line]) => line).join('\n');
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0];
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  return undefined;
}

function isTypesOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node) || !node.importClause) return false;
  const { isTypeOnly, name, namedBindings } = node.importClause;
  if (isTypeOnly) return true;
  return (
    !name && !!namedBindings && ts.isNamedImports(namedBindings) && namedBindings.elements.every((e) => e.isTypeOnly)
  );
}
