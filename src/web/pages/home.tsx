export default () => <p>…</p>
